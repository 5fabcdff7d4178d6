"""A class's figures person by person, one figure of it, and the rows behind one person's."""

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.classrooms.models import Classroom
from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound
from app.statistics.figures import Figures, total
from app.statistics.policy import may_read_figures_of, may_read_statistics
from app.statistics.queries import (
    Area,
    Member,
    days_of,
    done_under,
    figures_of_member,
    find_member,
    members_of,
    outcome_of,
    path_to,
    works_of,
)
from app.statistics.routes.blueprint import Look, asked_classroom, asked_figure, export_forms, look_at, statistics
from app.statistics.routes.pictures import pictures_of


@statistics.get("/statistics/classrooms/<code>")
@permitted(may_read_statistics)
def classroom(code: str) -> ResponseReturnValue:
    here = asked_classroom(code)
    seen = look_at(here.training)
    members = _members(here, seen)
    return render_template(
        "statistics/classroom.html",
        here=here,
        path=_path(here),
        members=members,
        whole=_whole(here, seen, members),
        forms=export_forms(seen.asked),
        **seen.words,
    )


@statistics.get("/statistics/classrooms/<code>/<figure>")
@permitted(may_read_statistics)
def classroom_figure(code: str, figure: str) -> ResponseReturnValue:
    here, definition = asked_classroom(code), asked_figure(figure)
    seen = look_at(here.training)
    members = _members(here, seen)
    if request.args.get("order") == "most":
        members.sort(key=lambda member: -getattr(member.figures, figure))
    values: list[int] = []
    if definition.spread and seen.is_newest and seen.period.week is None:
        rows = done_under(seen.training.id, here.place_code, definition.spread)
        values = [number for room, number in rows if room == here.code]
    days = days_of(seen.training, [Area(here.name, classroom_id=here.id)], seen.period)[0]
    return render_template(
        "statistics/classroom_figure.html",
        here=here,
        path=_path(here),
        definition=definition,
        members=members,
        whole=_whole(here, seen, members),
        pictures=pictures_of(seen.training, definition, days, values, request.args.get("by") == "week"),
        **seen.words,
    )


@statistics.get("/statistics/classrooms/<code>/learners/<int:person_id>")
@permitted(may_read_statistics)
def learner(code: str, person_id: int) -> ResponseReturnValue:
    """Every row that counts for somebody in this class."""
    here = asked_classroom(code)
    person, seen = find_member(here.id, person_id), look_at(here.training)
    if person is None:
        raise NotFound
    works = works_of(here.id, person_id, seen.as_of) if seen.as_of else {}
    figures = figures_of_member(here.id, person_id, seen.period)
    return render_template(
        "statistics/learner.html",
        here=here,
        path=_path(here),
        person=person,
        works=works,
        figures=figures,
        **seen.words,
    )


def _members(here: Classroom, seen: Look) -> list[Member]:
    return members_of(here.id, seen.period, is_newest=seen.is_newest)


def _whole(here: Classroom, seen: Look, members: list[Member]) -> Figures:
    """The sum of the people; bulletins are the class's, and of an earlier week only the class's own states are known."""
    added = replace(total(member.figures for member in members), classrooms=1)
    return added if seen.is_newest or seen.moment is None else replace(added, **outcome_of(here.id, seen.moment.day))


def _path(here: Classroom) -> list[tuple[str, str | None]]:
    """The places above a class: those that the viewer oversees lead to their figures."""
    return [
        (above.name, above.code if may_read_figures_of(viewer(), above.code) else None)
        for above in path_to(here.place_code)
    ]
