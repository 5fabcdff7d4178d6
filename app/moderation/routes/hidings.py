"""What was hidden after a report: its author objects, somebody looks again, and the list of all of it."""

from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import permitted, signed_in, viewer
from app.foundation.errors import Forbidden, Refused
from app.foundation.limits import limiter
from app.foundation.markup import excerpt, plain
from app.foundation.transactions import once
from app.moderation.forms import ObjectionForm, ReviewForm
from app.moderation.models import Outcome
from app.moderation.operations import look_again, object_to_hiding, objection_box, review_box
from app.moderation.policy import looks_again, may_look_again
from app.moderation.queries import (
    PAGE,
    barred_from_hiding,
    get_hiding,
    get_own_hiding,
    hidings,
    reports_behind,
)
from app.moderation.routes.blueprint import A_PERSONS_PACE, moderation

BULLETIN, COMMENT, RESOURCE = {"kind": "bulletin"}, {"kind": "comment"}, {"kind": "resource"}


@moderation.route("/moderation/bulletins/<int:thing_id>", methods=["GET", "POST"], defaults=BULLETIN)
@moderation.route("/moderation/comments/<int:thing_id>", methods=["GET", "POST"], defaults=COMMENT)
@moderation.route("/moderation/resources/<int:thing_id>", methods=["GET", "POST"], defaults=RESOURCE)
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def hiding(kind: str, thing_id: int) -> ResponseReturnValue:
    """Everything about something hidden; showing it again, or keeping it hidden against an objection."""
    shown, person_id = get_hiding(kind, thing_id, viewer()), viewer().id
    whose = (shown.author_id, shown.classroom_id, shown.place_code)
    may = may_look_again(viewer(), kind, *whose, barred_from_hiding(shown))
    form = ReviewForm()
    if form.was_sent and not may:
        raise Forbidden
    if form.validate_on_submit():
        outcome = str(form.outcome.data or "") if shown.objected_at else Outcome.SHOWN
        try:
            work = partial(_look_again, person_id, kind, thing_id, outcome, str(form.answer.data))
            target = once(form.once_key, "look-again", person_id, work)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            is_shown = outcome == Outcome.SHOWN
            flash(_("处理好了，举报人和作者都会知道结果。") if is_shown else _("处理好了，作者会知道结果。"), "good")
            return redirect(target)
    page = render_template(
        "moderation/hiding.html", hiding=shown, form=form, may=may, reports=reports_behind(shown), plain=plain,
        excerpt=excerpt, box=review_box(kind, thing_id),
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


@moderation.route("/moderation/bulletins/<int:thing_id>/objection", methods=["GET", "POST"], defaults=BULLETIN)
@moderation.route("/moderation/comments/<int:thing_id>/objection", methods=["GET", "POST"], defaults=COMMENT)
@moderation.route("/moderation/resources/<int:thing_id>/objection", methods=["GET", "POST"], defaults=RESOURCE)
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def hiding_objection(kind: str, thing_id: int) -> ResponseReturnValue:
    """Why one's own was hidden, objecting to that once, and the answer."""
    shown, person_id = get_own_hiding(kind, thing_id, viewer()), viewer().id
    form = ObjectionForm()
    if form.validate_on_submit():
        try:
            work = partial(_object, person_id, kind, thing_id, str(form.text.data))
            target = once(form.once_key, "object-to-hiding", person_id, work)
        except Refused as refused:
            form.refuse(refused.message, refused.field)
        else:
            flash(_("您的申诉交上去了，会由另一位老师来看。"), "good")
            return redirect(target)
    page = render_template(
        "moderation/hiding_objection.html", hiding=shown, form=form, plain=plain, excerpt=excerpt,
        box=objection_box(kind, thing_id),
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


@moderation.get("/moderation/hidden")
@permitted(looks_again)
def hidden() -> ResponseReturnValue:
    """All that was hidden where the viewer moderates, newest first, with what became of it."""
    number = min(max(1, request.args.get("page", 1, int)), 10_000)
    found = hidings(viewer(), number)
    return render_template("moderation/hidden.html", hidings=found[:PAGE], number=number, has_more=len(found) > PAGE)


def _look_again(person_id: int, kind: str, thing_id: int, outcome: str, answer: str) -> str:
    look_again(person_id, kind, thing_id, outcome, answer)
    return url_for("moderation.hidden")


def _object(person_id: int, kind: str, thing_id: int, text: str) -> str:
    object_to_hiding(person_id, kind, thing_id, text)
    return url_for("moderation.hiding_objection", kind=kind, thing_id=thing_id)
