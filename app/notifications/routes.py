"""The inbox, its badge, and which notices a person wants."""

from typing import Any

from flask import Blueprint, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.local import LocalProxy

from app.foundation.access import LARGEST_ID, signed_in, viewer
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.notifications.forms import GroupsForm
from app.notifications.kinds import GROUPS, groups_in_use, sentence
from app.notifications.operations import choose_groups, mark_read
from app.notifications.queries import PAGE, choices_of, get_line, lines_of, unread_count

notifications = Blueprint("notifications", __name__, template_folder="templates")
A_PERSONS_PACE = "60/minute"


@notifications.get("/notices")
@signed_in
def inbox() -> ResponseReturnValue:
    """Lines of the inbox: all or the unread ones, of all kinds or of one group, any depth by the line above."""
    group, only_unread = _group(request.args.get("group")), request.args.get("show") == "unread"
    before = request.args.get("before", None, int)
    lines = lines_of(viewer(), only_unread=only_unread, group=group, before=_kept(before), limit=PAGE + 1)
    return render_template(
        "notifications/inbox.html",
        lines=lines[:PAGE],
        is_more=len(lines) > PAGE,
        is_top=before is None,
        group=group,
        only_unread=only_unread,
        groups=groups_in_use(),
        sentence=sentence,
    )


@notifications.post("/notices/<int:notice_id>/reading")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def read_one(notice_id: int) -> ResponseReturnValue:
    """Mark a line as read and go where it leads, or stay with the others."""
    line = get_line(notice_id, viewer())
    mark_read(viewer().id, line.id)
    return redirect(_back() if request.form.get("stay") else line.url)


@notifications.post("/notices/reading")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def read_all() -> ResponseReturnValue:
    """Mark everything as read, or everything of one group."""
    mark_read(viewer().id, group=_group(request.form.get("group")))
    return redirect(_back())


@notifications.get("/notices/count")
@signed_in
def count() -> ResponseReturnValue:
    """The number on the badge, for pages that are open."""
    return jsonify(unread=unread_count(viewer()))


@notifications.route("/notices/settings", methods=["GET", "POST"])
@signed_in
@limiter.limit("20/minute", methods=["POST"])
def settings() -> ResponseReturnValue:
    """Which groups of notices a person wants."""
    person_id = viewer().id
    form = GroupsForm.for_choices(choices_of(person_id))
    if form.validate_on_submit():

        def work() -> str:
            choose_groups(person_id, form.silent)
            return url_for("notifications.settings")

        target = once(form.once_key, "choose-notices", person_id, work)
        flash(_("记住了。"), "good")
        return redirect(target)
    always = [group for group in groups_in_use().values() if not group.may_be_silent]
    page = render_template("notifications/settings.html", form=form, always=always)
    return page, 422 if form.was_sent else 200


@notifications.app_context_processor
def badge() -> dict[str, Any]:
    """The number of unread notices, counted only for pages that show it."""
    return {"unread_notices": LocalProxy(_unread)}


def _unread() -> int:
    if "unread_notices" not in g:
        g.unread_notices = unread_count(viewer()) if viewer() else 0
    return int(g.unread_notices)


def _group(name: str | None) -> str | None:
    return name if name in GROUPS else None


def _kept(number: int | None) -> int | None:
    """A number that a database can look up; any other is below everything."""
    return None if number is None else min(max(number, 0), LARGEST_ID)


def _back() -> str:
    return url_for(
        "notifications.inbox",
        group=_group(request.form.get("group")),
        show="unread" if request.form.get("show") == "unread" else None,
    )
