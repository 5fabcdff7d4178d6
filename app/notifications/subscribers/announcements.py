"""An announcement whose moment has come is told to all whom it concerns, with the same commit."""

from app.announcements.events import AnnouncementPublished
from app.announcements.models import Announcement
from app.announcements.queries import people_concerned
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell_all


@subscribe(AnnouncementPublished)
def tell_those_concerned(event: AnnouncementPublished) -> None:
    """Everybody once, its author excepted."""
    announcement = db.session.get_one(Announcement, event.announcement_id)
    concerned = {row.person_id for row in db.session.execute(people_concerned(announcement))}
    cause, url = f"announcement:{announcement.id}", f"/announcements/{announcement.id}"
    told = concerned - {announcement.author_id}
    tell_all(told, "announced", cause, url, {"title": announcement.title}, thing=("announcement", announcement.id))
