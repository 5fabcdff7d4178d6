"""A class's new bulletin, quietly; whoever is named in it hears that, and its author hears what readers say."""

from sqlalchemy import select, union

from app.bulletins.events import BulletinCommented, BulletinPublished
from app.bulletins.models import Bulletin
from app.classrooms.models import Enrolment, StaffAssignment
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell


@subscribe(BulletinPublished)
def tell_the_class(event: BulletinPublished) -> None:
    """Once for each bulletin: a corrected version is no news, but who is named in it for the first time hears of it."""
    named, url = set(event.named_ids), f"/bulletins/{event.bulletin_id}"
    members = set(_members_of(event.classroom_id)) - {event.published_by_id}
    for person_id in sorted(members if event.number == 1 else members & named):
        kind = "named_in_bulletin" if person_id in named else "bulletin_out"
        about = f"{'named' if person_id in named else 'out'}:bulletin:{event.bulletin_id}"
        thing = ("bulletin", event.bulletin_id)
        tell(person_id, kind, about, url, {"title": event.title}, thing=thing, actor_id=event.published_by_id)


@subscribe(BulletinCommented)
def tell_its_author(event: BulletinCommented) -> None:
    if event.author_id == event.bulletin_author_id:
        return
    title = db.session.scalar(select(Bulletin.title).where(Bulletin.id == event.bulletin_id)) or ""
    about, gathers = f"bulletin-comment:{event.comment_id}", f"bulletin:{event.bulletin_id}"
    url, thing = f"/bulletins/{event.bulletin_id}#comment-{event.comment_id}", ("bulletin", event.bulletin_id)
    tell(
        event.bulletin_author_id, "bulletin_commented", about, url, {"title": title}, thing=thing, gathers=gathers,
        actor_id=event.author_id,
    )  # fmt: skip


def _members_of(classroom_id: int) -> list[int]:
    """Everybody who learns or works in the class now."""
    present = clock.now()
    held = [
        select(table.person_id).where(
            table.classroom_id == classroom_id, table.since <= present,
            table.until.is_(None) | (table.until > present),
        )
        for table in (Enrolment, StaffAssignment)
    ]  # fmt: skip
    return list(db.session.scalars(union(*held)))
