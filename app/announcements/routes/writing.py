"""Writing an announcement, and changing it."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from app.announcements.forms import AnnouncementForm, NewAnnouncementForm, written_in
from app.announcements.operations import draft_box, edit_announcement, write_announcement
from app.announcements.policy import writes_announcements
from app.announcements.queries import find_target, get_changeable, targets_of
from app.announcements.routes.blueprint import A_PERSONS_PACE, announcements
from app.classrooms.queries import find_training_of
from app.drafts.queries import offer_drafts
from app.foundation.access import permitted, signed_in, viewer
from app.foundation.errors import NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once


@announcements.route("/announcements/new", methods=["GET", "POST"])
@permitted(writes_announcements)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def write() -> ResponseReturnValue:
    """A new announcement; `?to=` chooses beforehand to whom."""
    person, training = viewer(), find_training_of(viewer())
    if training is None:
        raise NotFound
    box = draft_box(None)
    offer = offer_drafts(person.id, box, request.args.get("draft", ""))
    form = NewAnnouncementForm(data={"text": offer.text, "to": request.args.get("to", "")})
    wished = find_target(form.to.data or "", person)
    targets = targets_of(person)
    if wished and wished.word not in {target.word for target in targets}:
        targets = [wished, *targets]
    form.to.choices = [SelectChoice(target.word, target.name) for target in targets]
    if form.validate_on_submit() and wished is not None:
        words, training_id = form.wording(training.time_zone), wished.training_id or training.id
        target = wished

        def work() -> str:
            return _address(write_announcement(person.id, training_id, target, words).id)

        done = _act(form, "announce", work)
        if done:
            return redirect(done)
    shown = {"form": form, "box": box, "offer": offer, "training": training}
    return render_template("announcements/write.html", **shown), 422 if form.was_sent else 200


@announcements.route("/announcements/<int:announcement_id>/edit", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def edit(announcement_id: int) -> ResponseReturnValue:
    """Change what it says; whoever was told is not told again."""
    person, shown = viewer(), get_changeable(announcement_id, viewer())
    box, zone = draft_box(announcement_id), shown.training.time_zone
    offer = offer_drafts(person.id, box, request.args.get("draft", ""))
    before = written_in(shown.announcement, zone)
    form = AnnouncementForm(data={**before, "text": offer.text or before["text"]})
    if form.validate_on_submit():
        words = form.wording(zone)
        done = _act(
            form, "edit-announcement", lambda: _address(edit_announcement(person.id, announcement_id, words).id)
        )
        if done:
            return redirect(done)
        shown = get_changeable(announcement_id, viewer())
    page = render_template(
        "announcements/edit.html", form=form, box=box, offer=offer, shown=shown, training=shown.training
    )
    return page, 422 if form.was_sent else 200


def _address(announcement_id: int) -> str:
    return url_for("announcements.announcement", announcement_id=announcement_id)


def _act(form: AnnouncementForm, act: str, work: Callable[[], str]) -> str | None:
    """Do it once, however often the form is sent; a refusal is put into the form."""
    try:
        target = once(form.once_key, act, viewer().id, work)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
    flash(_("保存好了。") if form.when.data != "now" else _("发布了。"), "good")
    return target
