"""Who has read an announcement: by name in one class, in numbers class by class."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.announcements.policy import may_see_readers
from app.announcements.queries import counted_by_classroom, counted_of, get_announcement, readers_in_classroom
from app.announcements.routes.blueprint import announcements
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound


@announcements.get("/announcements/<int:announcement_id>/readers")
@signed_in
def readers(announcement_id: int) -> ResponseReturnValue:
    """`?classroom=` names one of the classes, whose people are then listed."""
    shown = get_announcement(announcement_id, viewer())
    if not may_see_readers(viewer(), shown.announcement):
        raise Forbidden
    classrooms = counted_by_classroom(shown.announcement)
    wished = request.args.get("classroom", "")
    chosen = next((room for room in classrooms if room.code == wished or len(classrooms) == 1), None)
    if wished and chosen is None:
        raise NotFound
    return render_template(
        "announcements/readers.html",
        shown=shown,
        one=shown.announcement,
        zone=shown.training.time_zone,
        count=counted_of(shown.announcement),
        classrooms=classrooms,
        chosen=chosen,
        people=readers_in_classroom(shown.announcement, chosen.id) if chosen else [],
    )
