"""The inbox and its badge."""

from typing import Any

from flask import g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.foundation.access import LARGEST_ID, signed_in, viewer
from app.foundation.limits import limiter
from app.notifications.kinds import GROUPS, groups_in_use, sentence
from app.notifications.operations import mark_read
from app.notifications.queries import PAGE, get_line, lines_of, unread_count
from app.notifications.routes.blueprint import notifications

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


@notifications.app_context_processor
def badge() -> dict[str, Any]:
    """The number of unread notices, counted only for pages that show it."""
    return {"unread_notices": _unread}


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
