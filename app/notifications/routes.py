"""The inbox."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.foundation.access import signed_in, viewer
from app.foundation.limits import limiter
from app.notifications.operations import mark_read
from app.notifications.queries import PAGE, get_notice, notices_of, unread_count
from app.notifications.sentences import sentence

notifications = Blueprint("notifications", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Pages:
    number: int
    count: int

    def url_for(self, number: int) -> str:
        return url_for("notifications.inbox", page=number)


@notifications.route("/notices")
@signed_in
def inbox() -> ResponseReturnValue:
    number = min(max(1, request.args.get("page", 1, int)), 10_000)
    rows, total = notices_of(viewer().id, number)
    pages = Pages(number, max(1, -(-total // PAGE)))
    return render_template("notifications/inbox.html", notices=rows, pages=pages, sentence=sentence)


@notifications.route("/notices/<int:notice_id>/reading", methods=["POST"])
@signed_in
@limiter.limit("60/minute")
def read_one(notice_id: int) -> ResponseReturnValue:
    """Mark a notice as read and go where it leads."""
    notice = get_notice(notice_id, viewer().id)
    target = notice.url
    mark_read(viewer().id, notice.id)
    return redirect(target)


@notifications.route("/notices/reading", methods=["POST"])
@signed_in
@limiter.limit("60/minute")
def read_all() -> ResponseReturnValue:
    mark_read(viewer().id)
    return redirect(url_for("notifications.inbox"))


@notifications.app_context_processor
def badge() -> dict[str, int]:
    person = viewer()
    return {"unread_notices": unread_count(person.id) if person else 0}
