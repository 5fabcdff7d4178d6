"""Figures from the province down to the class."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.classrooms.models import StaffRole, Training
from app.classrooms.policy import classroom_ids_of
from app.classrooms.queries import find_training_of
from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound
from app.people.models import Place, Role
from app.people.policy import scopes_of
from app.people.queries import get_place
from app.statistics.figures import total
from app.statistics.policy import may_read_figures_of, may_read_statistics
from app.statistics.queries import (
    Row,
    figures_by_classroom,
    forum_posts,
    path_to,
    rows_of,
    rows_of_classrooms,
    rows_of_places,
)

statistics = Blueprint("statistics", __name__, template_folder="templates")


@statistics.route("/statistics")
@permitted(may_read_statistics)
def overview() -> ResponseReturnValue:
    """Straight to the figures that are one's own: a place, several places, or one's classes."""
    scopes = sorted(scopes_of(viewer(), *Role))
    if len(scopes) == 1:
        return redirect(url_for("statistics.place", code=scopes[0]))
    training = _training()
    known = figures_by_classroom(training).value
    if scopes:
        rows = rows_of_places(training.id, [get_place(scope) for scope in scopes], known)
    else:
        rows = rows_of_classrooms(training.id, classroom_ids_of(viewer(), *StaffRole), known)
    return _page(training, None, rows)


@statistics.route("/statistics/<code>")
@permitted(may_read_statistics)
def place(code: str) -> ResponseReturnValue:
    if not may_read_figures_of(viewer(), code):
        raise NotFound
    training, here = _training(), get_place(code)
    return _page(training, here, rows_of(training.id, here, figures_by_classroom(training).value))


def _training() -> Training:
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    return training


def _page(training: Training, here: Place | None, rows: list[Row]) -> ResponseReturnValue:
    whole = total(row.figures for row in rows)
    return render_template(
        "statistics/figures.html",
        training=training,
        here=here,
        path=[above for above in path_to(here) if may_read_figures_of(viewer(), above.code)] if here else [],
        rows=rows,
        whole=whole,
        as_of=figures_by_classroom(training).as_of,
        forum_posts=forum_posts(training.id) if here and here.parent_code is None else None,
    )
