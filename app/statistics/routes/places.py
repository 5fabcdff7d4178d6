"""The figures of a place and of its parts, and one figure of it over time, side by side, and spread."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.classrooms.models import StaffRole
from app.classrooms.policy import classroom_ids_of
from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound
from app.people.models import Place, Role
from app.people.policy import scopes_of
from app.people.queries import get_place
from app.statistics.definitions import Definition
from app.statistics.figures import total
from app.statistics.policy import may_read_exports, may_read_figures_of, may_read_statistics
from app.statistics.queries import (
    Area,
    Part,
    Room,
    days_of,
    done_under,
    parts_of,
    parts_of_classrooms,
    parts_of_scopes,
    path_to,
)
from app.statistics.routes.blueprint import Look, asked_figure, export_forms, look, statistics
from app.statistics.routes.pictures import pictures_of
from app.statistics.spread import Spread, spread_of


@statistics.get("/statistics")
@permitted(may_read_statistics)
def overview() -> ResponseReturnValue:
    """Straight to the figures that are one's own: a place, several places, or one's classes."""
    scopes = _outermost(scopes_of(viewer(), *Role))
    if len(scopes) == 1:
        return redirect(url_for("statistics.place", code=scopes[0]))
    seen = look()
    if scopes:
        parts = parts_of_scopes(seen.training, scopes, seen.period, seen.moment)
    else:
        rooms = classroom_ids_of(viewer(), *StaffRole)
        parts = parts_of_classrooms(seen.training, rooms, seen.period, seen.moment)
    return _overview(seen, None, parts)


@statistics.get("/statistics/<code>")
@permitted(may_read_statistics)
def place(code: str) -> ResponseReturnValue:
    here, seen = _place(code), look()
    parts, _rooms = parts_of(seen.training, here, seen.period, seen.moment)
    return _overview(seen, here, parts)


@statistics.get("/statistics/<code>/<figure>")
@permitted(may_read_statistics)
def place_figure(code: str, figure: str) -> ResponseReturnValue:
    here, seen, definition = _place(code), look(), asked_figure(figure)
    parts, rooms = parts_of(seen.training, here, seen.period, seen.moment)
    if request.args.get("order") == "most":
        parts.sort(key=lambda part: -getattr(part.figures, figure))
    days = days_of(seen.training, [Area(here.name, here.code)], seen.period)[0]
    spread, values = _spread(seen, definition, here, parts, rooms)
    return render_template(
        "statistics/figure.html",
        here=here,
        path=_path(here),
        definition=definition,
        parts=parts,
        whole=total(part.figures for part in parts),
        pictures=pictures_of(seen.training, definition, days, values, request.args.get("by") == "week"),
        spread=spread,
        **seen.words,
    )


@dataclass(frozen=True, slots=True)
class PartSpread:
    """How a kind of work is spread over the learners of one part."""

    part: Part
    spread: Spread


def _spread(
    seen: Look, definition: Definition, here: Place, parts: list[Part], rooms: list[Room]
) -> tuple[list[PartSpread], list[int]]:
    """Quartiles of each part, and everybody's values; of the whole training, so not for a single week."""
    if definition.spread is None or not seen.is_newest or seen.period.week is not None:
        return [], []
    by_room: dict[str, list[int]] = defaultdict(list)
    for code, number in done_under(seen.training.id, here.code, definition.spread):
        by_room[code].append(number)
    found = []
    for part in parts:
        inside = [room for room in rooms if part.code in (room.code, room.place_code[: len(part.code)])]
        spread = spread_of([number for room in inside for number in by_room[room.code]])
        if part.code and spread is not None:
            found.append(PartSpread(part, spread))
    return found, [number for numbers in by_room.values() for number in numbers]


def _overview(seen: Look, here: Place | None, parts: list[Part]) -> ResponseReturnValue:
    return render_template(
        "statistics/figures.html",
        here=here,
        path=_path(here) if here else [],
        parts=parts,
        whole=total(part.figures for part in parts),
        forms=export_forms(seen.asked) if here else [],
        sees_exports=may_read_exports(viewer()),
        **seen.words,
    )


def _outermost(scopes: Iterable[str]) -> list[str]:
    """Scopes without those that lie within another: nothing is counted twice for who holds both."""
    held = sorted(set(scopes))
    return [scope for scope in held if not any(scope != other and scope.startswith(other) for other in held)]


def _place(code: str) -> Place:
    if not may_read_figures_of(viewer(), code):
        raise NotFound
    return get_place(code)


def _path(here: Place) -> list[Place]:
    return [above for above in path_to(here.code) if may_read_figures_of(viewer(), above.code)]
