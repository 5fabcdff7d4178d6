"""What stands behind the figures of a class's week."""

from collections import Counter

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.bulletins.facts import FIGURES
from app.chronicle.policy import may_read_names
from app.chronicle.queries import figures_of, rows_behind
from app.chronicle.window import Window
from app.classrooms.queries import get_classroom
from app.foundation.access import signed_in, viewer
from app.foundation.clock import Week
from app.foundation.errors import NotFound

chronicle = Blueprint("chronicle", __name__, template_folder="templates")
LABELS = {
    "active": _l("上线学习的学员"),
    "minutes": _l("学习分钟"),
    "assignments": _l("交上来的作业"),
    "journals": _l("发布的日志"),
    "posts": _l("沙龙里的话"),
    "graded": _l("批好的作品"),
    "resources": _l("分享的资源"),
}


@chronicle.get("/classrooms/<code>/weeks/<week>")
@signed_in
def week(code: str, week: str) -> ResponseReturnValue:
    """A figure of a class's week and all that it counts; whose it is, for those who may know."""
    classroom = get_classroom(code, viewer())
    training = classroom.training
    try:
        asked = Week.parse(week)
    except ValueError as unreadable:
        raise NotFound from unreadable
    if asked not in training.weeks:
        raise NotFound
    of = request.args.get("of", "")
    of = of if of in FIGURES else "assignments"
    window = Window(training.id, classroom.id, asked, training.time_zone)
    rows, named = rows_behind(window, of), may_read_names(viewer(), classroom, of)
    return render_template(
        "chronicle/week.html",
        classroom=classroom,
        week=asked,
        number=training.number_of(asked),
        figures=figures_of(window, has_before=training.number_of(asked) > 1),
        labels=LABELS,
        of=of,
        rows=rows if named else [],
        sums=[]
        if named
        else Counter(row.what for row in rows).most_common()
        if of in ("assignments", "graded")
        else [],
        is_named=named,
    )
