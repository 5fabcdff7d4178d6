"""Taking a grade back in its first seconds."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import permitted, viewer
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.grading.operations import take_back_grade
from app.grading.policy import is_tutor
from app.grading.queries import get_own_grade
from app.grading.routes.blueprint import A_PERSONS_PACE, grading


@grading.post("/grades/<int:grade_id>/withdrawal")
@permitted(is_tutor)
@limiter.limit(A_PERSONS_PACE)
def withdraw(grade_id: int) -> ResponseReturnValue:
    """Back to the work, with what was written in its form again."""
    grade = get_own_grade(grade_id, viewer().id)
    here = f"/{grade.kind}s/{grade.work_id}" if grade.kind != "post" else f"/posts/{grade.work_id}/grade"
    try:
        withdrawn = take_back_grade(viewer().id, grade_id)
    except Refused as refusal:
        flash(refusal.message, "warn")
        return redirect(here)
    flash(_("已撤回，作者没有收到通知。您写的都还在，改好再交。"), "good")
    return redirect(f"{here}?again={withdrawn.id}")
