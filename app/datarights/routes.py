"""One's own data at /account/data, and for the team the data of somebody else: the same page, the same steps."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.administration.queries.people import get_administered, may_act_on
from app.datarights.forms import ErasureForm, OwnErasureForm, PlainForm, ReasonForm
from app.datarights.operations.copying import ask_for_copy
from app.datarights.operations.planning import ask_for_erasure, call_off_erasure, confirm_erasure
from app.datarights.policy import looks_after_data
from app.datarights.queries.copying import packed
from app.datarights.queries.standing import copies_by_others, fresh_copies, get_copy, kept_about, open_erasure
from app.datarights.waiting import COPY_LASTS, WAITING
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.access import permitted, signed_in, viewer
from app.foundation.errors import Forbidden, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.people.models import Person

datarights = Blueprint("datarights", __name__, template_folder="templates")
A_PERSONS_PACE = "20/minute"


@datarights.get("/account/data")
@signed_in
def own() -> ResponseReturnValue:
    return _page(viewer().id)


@datarights.post("/account/data/copies")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def own_copy() -> ResponseReturnValue:
    return _copy(viewer().id, PlainForm())


@datarights.get("/account/data/copies/<int:copy_id>")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def fetch(copy_id: int) -> ResponseReturnValue:
    """The file, made as it is fetched, so that it lies nowhere."""
    copy = get_copy(copy_id, viewer())
    made_at = clock.now()
    name = f"yanxiu-data-{copy.person_id}-{made_at:%Y%m%d}.zip"
    archive = packed(copy.person_id, made_at, is_own=copy.person_id == viewer().id)
    return send_file(archive, "application/zip", as_attachment=True, download_name=name)


@datarights.route("/account/data/erasure", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def own_erasure() -> ResponseReturnValue:
    return _erasure(viewer().id, OwnErasureForm())


@datarights.post("/account/data/erasure/confirmation")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def own_confirmation() -> ResponseReturnValue:
    return _confirm(viewer().id)


@datarights.post("/account/data/erasure/calling-off")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def own_calling_off() -> ResponseReturnValue:
    return _call_off(viewer().id)


@datarights.get("/administration/people/<int:person_id>/data")
@permitted(looks_after_data)
def of_person(person_id: int) -> ResponseReturnValue:
    return _page(_reached(person_id))


@datarights.post("/administration/people/<int:person_id>/data/copies")
@permitted(looks_after_data)
@limiter.limit(A_PERSONS_PACE)
def copy_of_person(person_id: int) -> ResponseReturnValue:
    return _copy(_reached(person_id), ReasonForm())


@datarights.route("/administration/people/<int:person_id>/data/erasure", methods=["GET", "POST"])
@permitted(looks_after_data)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def erasure_of_person(person_id: int) -> ResponseReturnValue:
    return _erasure(_reached(person_id), ErasureForm())


@datarights.post("/administration/people/<int:person_id>/data/erasure/confirmation")
@permitted(looks_after_data)
@limiter.limit(A_PERSONS_PACE)
def confirmation_for_person(person_id: int) -> ResponseReturnValue:
    return _confirm(_reached(person_id))


@datarights.post("/administration/people/<int:person_id>/data/erasure/calling-off")
@permitted(looks_after_data)
@limiter.limit(A_PERSONS_PACE)
def calling_off_for_person(person_id: int) -> ResponseReturnValue:
    return _call_off(_reached(person_id))


def _reached(person_id: int) -> int:
    """Somebody whom the viewer sees and stands over, themselves included."""
    get_administered(person_id, viewer())
    if person_id != viewer().id and not may_act_on(viewer(), person_id):
        raise Forbidden
    return person_id


def _address(person_id: int, step: str = "") -> str:
    """The page of a person's data, one's own or somebody else's, or a step of it."""
    own = person_id == viewer().id
    base = url_for("datarights.own") if own else url_for("datarights.of_person", person_id=person_id)
    return f"{base}/{step}" if step else base


def _page(person_id: int, form: Any = None) -> ResponseReturnValue:
    is_own = person_id == viewer().id
    page = render_template(
        "datarights/data.html", person=_named(person_id), is_own=is_own, kept=kept_about(person_id),
        erasure=open_erasure(person_id), copies=fresh_copies(viewer(), person_id), others=copies_by_others(person_id), address=_address(person_id),
        form=form or (PlainForm() if is_own else ReasonForm()), plain=PlainForm(), waiting=WAITING.days,
        hours=COPY_LASTS.days * 24, box=f"reason:data-{person_id}",
    )  # fmt: skip
    return page, 422 if form is not None else 200


def _copy(person_id: int, form: Any) -> ResponseReturnValue:
    by_id = viewer().id

    def work() -> str:
        ask_for_copy(by_id, person_id, form.reason.data or "" if "reason" in form else "")
        settle_drafts(by_id, f"reason:data-{person_id}")
        return _address(person_id)

    return _done(form, "ask for copy", work, _("数据准备好了，请在下面取。")) or _page(person_id, form)


def _erasure(person_id: int, form: Any) -> ResponseReturnValue:
    by_id = viewer().id

    def work() -> str:
        ask_for_erasure(by_id, person_id, form.account.data or "", form.reason.data or "")
        settle_drafts(by_id, f"reason:erasure-{person_id}")
        return _address(person_id, "erasure")

    answer = _done(form, "ask for erasure", work, _("第一步好了，请再确认一次。"))
    page = render_template(
        "datarights/erasure.html", person=_named(person_id), is_own=person_id == by_id, form=form, plain=PlainForm(),
        erasure=open_erasure(person_id), address=_address(person_id), waiting=WAITING.days,
        box=f"reason:erasure-{person_id}",
    )  # fmt: skip
    return answer or (page, 422 if form.was_sent else 200)


def _confirm(person_id: int) -> ResponseReturnValue:
    by_id = viewer().id

    def work() -> str:
        confirm_erasure(by_id, person_id)
        return _address(person_id)

    said = _("登记好了。%(n)d 天以内随时可以撤回。", n=WAITING.days)
    return _done(PlainForm(), "confirm erasure", work, said) or redirect(_address(person_id))


def _call_off(person_id: int) -> ResponseReturnValue:
    by_id = viewer().id

    def work() -> str:
        call_off_erasure(by_id, person_id)
        return _address(person_id)

    return _done(PlainForm(), "call off erasure", work, _("撤回了，什么都没有变。")) or redirect(_address(person_id))


def _done(form: Any, act: str, work: Any, said: str) -> ResponseReturnValue | None:
    """Do what a sound form asks for, once; None where the page shows what is wrong."""
    by_id = viewer().id
    if not form.validate_on_submit():
        return None
    try:
        target = once(form.once_key, act, by_id, work)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
    flash(said, "good")
    return redirect(target)


def _named(person_id: int) -> Any:
    person: Person = viewer()
    return person if person_id == person.id else get_administered(person_id, person)
