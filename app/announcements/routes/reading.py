"""Reading announcements, and saying that one took note."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.announcements.models import Audience
from app.announcements.operations import acknowledge_announcement, note_reading, withdraw_announcement
from app.announcements.policy import may_change_announcement, may_see_readers, writes_announcements
from app.announcements.queries import (
    PAGE,
    Line,
    announcements_for,
    counted_of,
    get_announcement,
    own_announcements,
    versions_of,
)
from app.announcements.routes.blueprint import A_PERSONS_PACE, announcements
from app.announcements.routes.words import AUDIENCES
from app.classrooms.models import Training
from app.classrooms.queries import find_training_of
from app.foundation import clock
from app.foundation.access import LARGEST_ID, permitted, signed_in, viewer
from app.foundation.errors import NotFound
from app.foundation.limits import limiter


@announcements.get("/announcements")
@signed_in
def current() -> ResponseReturnValue:
    """What stands now, pinned ones first."""
    return _list(past=False)


@announcements.get("/announcements/past")
@signed_in
def past() -> ResponseReturnValue:
    """What has expired, for whoever looks it up."""
    return _list(past=True)


@announcements.get("/announcements/mine")
@permitted(writes_announcements)
def mine() -> ResponseReturnValue:
    """What the viewer wrote, with drafts and what is still to come."""
    training = _training()
    before = request.args.get("before", 0, int)
    lines = own_announcements(viewer(), training.id, before if 0 < before <= LARGEST_ID else None)
    further = url_for("announcements.mine", before=lines[PAGE - 1].id) if len(lines) > PAGE else None
    return _page("mine", training, lines[:PAGE], further)


@announcements.get("/announcements/<int:announcement_id>")
@signed_in
def announcement(announcement_id: int) -> ResponseReturnValue:
    """One announcement; beside it, for those who answer for it, how many have read it."""
    shown = get_announcement(announcement_id, viewer())
    sees_readers = may_see_readers(viewer(), shown.announcement)
    return render_template(
        "announcements/announcement.html",
        shown=shown,
        one=shown.announcement,
        zone=shown.training.time_zone,
        audiences=AUDIENCES,
        sees_staff=Audience.STAFF,
        now=clock.now(),
        may_change=may_change_announcement(viewer(), shown.announcement),
        count=counted_of(shown.announcement) if sees_readers else None,
        versions=versions_of(announcement_id) if shown.announcement.version_number > 1 else [],
    )


@announcements.post("/announcements/<int:announcement_id>/reading")
@signed_in
@limiter.limit("60/minute")
def read(announcement_id: int) -> ResponseReturnValue:
    """The viewer has it before their eyes; sent by the page itself, or by its button where there is no script."""
    note_reading(viewer().id, announcement_id)
    return redirect(url_for("announcements.announcement", announcement_id=announcement_id))


@announcements.post("/announcements/<int:announcement_id>/acknowledgement")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def acknowledge(announcement_id: int) -> ResponseReturnValue:
    """The viewer says that they took note."""
    acknowledge_announcement(viewer().id, announcement_id)
    flash(_("记下了，谢谢您。"), "good")
    return redirect(url_for("announcements.announcement", announcement_id=announcement_id))


@announcements.post("/announcements/<int:announcement_id>/withdrawal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def withdraw(announcement_id: int) -> ResponseReturnValue:
    """Take it out of sight; whoever was told of it is not told of that."""
    get_announcement(announcement_id, viewer())
    withdraw_announcement(viewer().id, announcement_id)
    flash(_("撤回了，别人看不到了。"), "good")
    return redirect(url_for("announcements.mine"))


def _training() -> Training:
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    return training


def _list(*, past: bool) -> ResponseReturnValue:
    training = _training()
    today = training.day_of(clock.now())
    lines = announcements_for(viewer(), training.id, today, past=past, before=_cursor())
    last = lines[PAGE - 1] if len(lines) > PAGE else None
    place = "announcements.past" if past else "announcements.current"
    further = url_for(place, before=f"{last.publish_at:%Y%m%dT%H%M%S.%f}-{last.id}") if last else None
    return _page("past" if past else "current", training, lines[:PAGE], further)


def _cursor() -> tuple[datetime, int] | None:
    """Where the last page ended; anything else is the first page."""
    moment, _, number = request.args.get("before", "").partition("-")
    try:
        found = datetime.strptime(f"{moment}+0000", "%Y%m%dT%H%M%S.%f%z")
        return (found, int(number)) if 0 < int(number) <= LARGEST_ID else None
    except ValueError:
        return None


def _page(which: str, training: Training, lines: list[Line], further: str | None) -> ResponseReturnValue:
    return render_template(
        "announcements/list.html",
        which=which,
        training=training,
        lines=lines,
        further=further,
        now=clock.now(),
        audiences=AUDIENCES,
        writes=writes_announcements(viewer()),
    )
