"""The archive over the province and of one class."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.bulletins.policy import may_write_bulletin, moderates
from app.bulletins.queries import Chosen, archive, cities_with_classes, classroom_weeks, opened_week
from app.bulletins.routes.blueprint import bulletins
from app.bulletins.telling import beginning_of
from app.classrooms.queries import find_training_of, get_classroom
from app.foundation import clock
from app.foundation.access import LARGEST_ID, signed_in, viewer
from app.foundation.clock import Week
from app.foundation.forms import new_key
from app.foundation.markup import excerpt

LONGEST_WORDS = 40


@bulletins.get("/bulletins")
@signed_in
def list_all() -> ResponseReturnValue:
    """Bulletins of the training's classes, newest first."""
    training = find_training_of(viewer())
    chosen = _chosen()
    lines, has_more = archive(viewer(), training, chosen) if training else ([], False)
    return render_template(
        "bulletins/archive.html",
        moderates=moderates(viewer()),
        training=training,
        chosen=chosen,
        lines=lines,
        begins=lambda line: excerpt(beginning_of(line.beginning), 90),
        cities=cities_with_classes(training.id) if training else [],
        older=_older(chosen, lines[-1].id) if has_more else None,
        number_of=lambda week: training.number_of(Week.parse(week)) if training else 0,
    )


@bulletins.get("/classrooms/<code>/bulletins")
@signed_in
def of_classroom(code: str) -> ResponseReturnValue:
    """A class's weeks with their bulletins; who writes sees which is missing."""
    classroom = get_classroom(code, viewer())
    training = classroom.training
    running = training.week_of(clock.now())
    writes = may_write_bulletin(viewer(), classroom.id)
    return render_template(
        "bulletins/classroom.html",
        classroom=classroom,
        weeks=classroom_weeks(classroom.id, training, running),
        due=opened_week(training),
        writes=writes,
        key=new_key() if writes else "",
    )


def _chosen() -> Chosen:
    """What was asked for, as far as it means anything."""
    place = request.args.get("place", "")
    week = request.args.get("week", "")
    before = request.args.get("before", 0, int)
    try:
        week = str(Week.parse(week))
    except ValueError:
        week = ""
    return Chosen(
        place if place.isalnum() and place.isascii() and len(place) <= 12 else "",
        week,
        request.args.get("q", "").strip()[:LONGEST_WORDS],
        before if 0 < before <= LARGEST_ID else None,
    )


def _older(chosen: Chosen, last_id: int) -> str:
    asked: dict[str, Any] = {"place": chosen.place, "week": chosen.week, "q": chosen.words}
    return url_for("bulletins.list_all", before=last_id, **{name: value for name, value in asked.items() if value})
