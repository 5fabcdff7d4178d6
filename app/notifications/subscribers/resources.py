"""Reports of resources: those who look after the class are asked to look, reporters and authors hear what came of it."""

from app.foundation.database import db
from app.foundation.events import subscribe
from app.moderation.models import HiddenKind
from app.moderation.queries import objection_address, those_asked
from app.notifications.operations import tell
from app.resources.events import ResourceReported, ResourceReportsDecided
from app.resources.models import Resource
from app.resources.operations import REMOVED
from app.resources.policy import ABOVE


@subscribe(ResourceReported)
def ask_to_look(event: ResourceReported) -> None:
    """Tutors and administrators of the sharer's class, else who is responsible above; never who shared or reported it."""
    resource = db.session.get_one(Resource, event.resource_id)
    url, but = f"/resources/{resource.id}/decision", {resource.person_id, event.reporter_id}
    for person_id in those_asked(resource.classroom_id, resource.place_code, ABOVE, but):
        cause = f"resource-report:{event.report_id}"
        thing, gathers = ("resource_report", event.report_id), f"resource:{resource.id}"
        tell(person_id, "resource_reported", cause, url, {"title": resource.title}, thing=thing, gathers=gathers)


@subscribe(ResourceReportsDecided)
def tell_what_was_decided(event: ResourceReportsDecided) -> None:
    """Reporters learn that it was decided, not of what any more; the author why it was taken down, if it was."""
    here, cause = (
        f"/resources/{event.resource_id}",
        f"resource-decided:{event.resource_id}:{max(event.reporter_ids, default=0)}",
    )
    for person_id in sorted(set(event.reporter_ids) - {event.decided_by_id}):
        tell(person_id, "resource_decided", cause, f"{here}/report", {})
    if event.verdict == REMOVED:
        title = db.session.get_one(Resource, event.resource_id).title
        url = objection_address(HiddenKind.RESOURCE, event.resource_id)
        tell(event.author_id, "resource_removed", cause, url, {"title": title})
