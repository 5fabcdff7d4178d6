"""Beginning a bulletin in one press, publishing it, and beginning its next version."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bulletins.composing import draft_of
from app.bulletins.operations import begin_bulletin, begin_revision, discard_draft, publish_bulletin
from app.bulletins.policy import may_write_bulletin
from app.bulletins.queries import find_draft, get_bulletin, issue_of
from app.bulletins.routes.blueprint import A_PERSONS_PACE, bulletins
from app.chronicle.queries import facts_of_week
from app.classrooms.models import Classroom
from app.classrooms.queries import get_classroom
from app.foundation import clock
from app.foundation.access import signed_in, viewer
from app.foundation.clock import Week
from app.foundation.errors import Forbidden, NotFound
from app.foundation.forms import Form
from app.foundation.limits import limiter
from app.foundation.transactions import once


@bulletins.post("/classrooms/<code>/bulletins")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def begin(code: str) -> ResponseReturnValue:
    """Write a draft from the week's facts, or go on with the one that is being written."""
    classroom, person_id = get_classroom(code, viewer()), viewer().id
    if not may_write_bulletin(viewer(), classroom.id):
        raise Forbidden
    week = _week_asked(classroom)
    known = find_draft(classroom.id, str(week))
    if known is not None:
        return redirect(url_for("bulletins.edit", draft_id=known))
    facts = facts_of_week(classroom, classroom.training, week, issue_of(classroom.id), clock.now())
    title, blocks = draft_of(facts)

    def work() -> str:
        number = begin_bulletin(person_id, classroom.id, str(week), title, blocks)
        return url_for("bulletins.edit", draft_id=number)

    target = once(Form().once_key, "begin-bulletin", person_id, work)
    flash(_("草稿已经按这一周的数字写好了，改成您想说的样子就可以发布。"), "good")
    return redirect(target)


@bulletins.post("/bulletins/<int:bulletin_id>/revision")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def revise(bulletin_id: int) -> ResponseReturnValue:
    """Begin the next version from the one that everybody reads."""
    shown, person_id = get_bulletin(bulletin_id, viewer()), viewer().id
    if not may_write_bulletin(viewer(), shown.classroom_id):
        raise Forbidden

    def work() -> str:
        return url_for("bulletins.edit", draft_id=begin_revision(person_id, bulletin_id))

    return redirect(once(Form().once_key, "revise-bulletin", person_id, work))


@bulletins.post("/bulletin-drafts/<int:draft_id>/publication")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def publish(draft_id: int) -> ResponseReturnValue:
    """Publish a draft as it was saved last; pressed twice it is published once."""
    person_id = viewer().id

    def work() -> str:
        return url_for("bulletins.bulletin", bulletin_id=publish_bulletin(person_id, draft_id))

    target = once(Form().once_key, "publish-bulletin", person_id, work)
    flash(_("简报发布了，全班都会收到通知。"), "good")
    return redirect(target)


@bulletins.post("/bulletin-drafts/<int:draft_id>/removal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def discard(draft_id: int) -> ResponseReturnValue:
    """Put a draft aside; what was published stays."""
    person_id = viewer().id

    def work() -> str:
        discard_draft(person_id, draft_id)
        return url_for("bulletins.list_all")

    target = once(Form().once_key, "discard-bulletin", person_id, work)
    flash(_("草稿已经放弃。"), "good")
    return redirect(target)


def _week_asked(classroom: Classroom) -> Week:
    """A week of the training that has begun."""
    try:
        week = Week.parse(request.form.get("week", ""))
    except ValueError as unreadable:
        raise NotFound from unreadable
    if week not in classroom.training.weeks or week > classroom.training.week_of(clock.now()):
        raise NotFound
    return week
