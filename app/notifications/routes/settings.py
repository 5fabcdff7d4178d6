"""Which notices a person wants, which letters, and where these go."""

from collections.abc import Callable

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.queries import find_training_of
from app.foundation.access import signed_in, viewer
from app.foundation.clock import SHANGHAI
from app.foundation.errors import Refused
from app.foundation.forms import Form
from app.foundation.limits import limiter
from app.foundation.transactions import once, transaction
from app.mail.models import QUIET_FROM, QUIET_UNTIL, Mailbox
from app.mail.operations import choose_quiet_hours, confirm_address, forget_address, name_address
from app.mail.queries import find_mailbox
from app.notifications.forms import OFF, AddressForm, CodeForm, DigestForm, GroupsForm
from app.notifications.kinds import groups_in_use
from app.notifications.models import DigestWish
from app.notifications.operations import choose_digest, choose_groups, end_digest
from app.notifications.queries import choices_of, find_digest_wish
from app.notifications.routes.blueprint import notifications

A_PERSONS_PACE = "20/minute"
USUAL_HOUR = 19


@notifications.get("/notices/settings")
@signed_in
def settings() -> ResponseReturnValue:
    """Everything that a person can choose about notices, on one page."""
    return _page()


@notifications.post("/notices/settings")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def choose_kinds() -> ResponseReturnValue:
    form, person_id = GroupsForm.for_choices(choices_of(viewer().id)), viewer().id
    return _act(form, "choose-notices", lambda: choose_groups(person_id, form.silent), groups=form)


@notifications.post("/notices/digest")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def digest() -> ResponseReturnValue:
    """Ask for a digest or end it, and say when nothing should come."""
    form, person_id, zone = DigestForm(), viewer().id, _zone()

    def work() -> None:
        with transaction():
            choose_quiet_hours(person_id, form.quiet_from.data, form.quiet_until.data, zone)
            if form.frequency.data == OFF:
                end_digest(person_id)
            else:
                choose_digest(person_id, form.frequency.data, form.hour.data, zone)

    return _act(form, "choose-digest", work, digest=form)


@notifications.post("/notices/address")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def address() -> ResponseReturnValue:
    """Name one's address; a code goes there."""
    form, person_id, zone = AddressForm(), viewer().id, _zone()
    return _act(form, "name-address", lambda: name_address(person_id, form.address.data or "", zone), address=form)


@notifications.post("/notices/address/code")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def code() -> ResponseReturnValue:
    """Give back the code that came."""
    form, person_id = CodeForm(), viewer().id
    return _act(form, "confirm-address", lambda: confirm_address(person_id, form.code.data or ""), code=form)


@notifications.post("/notices/address/removal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def remove_address() -> ResponseReturnValue:
    """Have one's address forgotten."""
    forget_address(viewer().id)
    flash(_("邮箱已经删掉，不会再发信给您。"), "good")
    return redirect(url_for("notifications.settings"))


def _act(form: Form, name: str, act: Callable[[], None], **shown: Form) -> ResponseReturnValue:
    """Do what a form asks for, once, or show the page again with what was wrong beside it."""
    here = url_for("notifications.settings")

    def work() -> str:
        act()
        return here

    if form.validate_on_submit():
        try:
            target = once(form.once_key, name, viewer().id, work)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("记住了。"), "good")
            return redirect(target)
    return _page(**shown), 422


def _page(**sent: Form) -> str:
    """The page with what is chosen now, but for the form that was sent."""
    person_id = viewer().id
    box = find_mailbox(person_id)
    fresh = {
        "groups": GroupsForm.for_choices(choices_of(person_id), formdata=None),
        "digest": _digest_as_chosen(find_digest_wish(person_id), box),
        "address": AddressForm(formdata=None),
        "code": CodeForm(formdata=None),
    }
    return render_template(
        "notifications/settings.html",
        **{**fresh, **sent},
        always=[group for group in groups_in_use().values() if not group.may_be_silent],
        box=box,
        is_logged_only=current_app.extensions["settings"].mail_url is None,
    )


def _digest_as_chosen(wish: DigestWish | None, box: Mailbox | None) -> DigestForm:
    return DigestForm(
        formdata=None,
        frequency=wish.frequency if wish else OFF,
        hour=wish.hour if wish else USUAL_HOUR,
        quiet_from=box.quiet_from if box else QUIET_FROM,
        quiet_until=box.quiet_until if box else QUIET_UNTIL,
    )


def _zone() -> str:
    training = find_training_of(viewer())
    return training.time_zone if training else SHANGHAI
