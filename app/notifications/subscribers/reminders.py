"""A word from the class's staff: that something is lacking, or that something was good."""

from sqlalchemy import select

from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.people.models import Person
from app.reminders.events import LearnerReminded
from app.reminders.models import Contact
from app.reminders.recipients import Channel, Kind

SHOWN = 60


@subscribe(LearnerReminded)
def tell_who_is_reminded(event: LearnerReminded) -> None:
    """The words themselves, as far as a line holds them; the whole stands where it leads to."""
    if event.channel != Channel.NOTICE:
        return
    contact = db.session.get_one(Contact, event.contact_id)
    name = db.session.scalar(select(Person.name).where(Person.id == event.by_id)) or ""
    words = " ".join(contact.words.split())
    told = {"name": name, "words": words if len(words) <= SHOWN else f"{words[:SHOWN]}……"}
    kind, url = ("reminded" if event.kind == Kind.CHASE else "praised"), f"/me/reminders#reminder-{contact.id}"
    tell(event.person_id, kind, f"reminder:{contact.id}", url, told, actor_id=event.by_id)
