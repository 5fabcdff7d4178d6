"""A class's new bulletin, quietly; whoever is named in it hears that, and its author hears what readers say."""

from sqlalchemy import select, union

from app.bulletins.events import BulletinCommented, BulletinPublished, BulletinReported, BulletinReportsDecided
from app.bulletins.models import Bulletin, BulletinComment, BulletinReport
from app.bulletins.operations import HIDDEN
from app.bulletins.policy import ABOVE
from app.classrooms.models import Classroom, Enrolment, StaffAssignment
from app.foundation import clock
from app.foundation.database import db
from app.foundation.events import subscribe
from app.moderation.models import HiddenKind
from app.moderation.queries import objection_address, those_asked
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


@subscribe(BulletinReported)
def ask_to_look(event: BulletinReported) -> None:
    """The class's tutors and administrators, else who is responsible above; never who wrote or reported it."""
    bulletin = db.session.get_one(Bulletin, event.bulletin_id)
    place_code = db.session.get_one(Classroom, bulletin.classroom_id).place_code
    where, about, author_id = _reported(bulletin, event.comment_id)
    kind = "bulletin_comment_reported" if event.comment_id else "bulletin_reported"
    for person_id in those_asked(bulletin.classroom_id, place_code, ABOVE, {author_id, event.reporter_id}):
        cause = f"bulletin-report:{event.report_id}"
        thing, gathers = ("bulletin_report", event.report_id), f"reported:{about}"
        tell(person_id, kind, cause, f"{where}/decision", {"title": bulletin.title}, thing=thing, gathers=gathers)


@subscribe(BulletinReportsDecided)
def tell_what_was_decided(event: BulletinReportsDecided) -> None:
    """Reporters learn that it was decided, not of what any more; the author that it was hidden, if it was, and why: of a
    comment without the title of the bulletin, which may be hidden as well."""
    bulletin = db.session.get_one(Bulletin, event.bulletin_id)
    where, about, author_id = _reported(bulletin, event.comment_id)
    cause = f"bulletin-decided:{about}:{max(event.reporter_ids, default=0)}"
    for person_id in sorted(set(event.reporter_ids) - {event.decided_by_id}):
        tell(person_id, "bulletin_decided", cause, f"{where}/report", {})
    if event.verdict == HIDDEN:
        told = {"answer": _answer(event)} if event.comment_id else {"title": bulletin.title}
        kind = "bulletin_comment_hidden" if event.comment_id else "bulletin_hidden"
        hidden = HiddenKind.COMMENT if event.comment_id else HiddenKind.BULLETIN
        tell(author_id, kind, cause, objection_address(hidden, event.comment_id or bulletin.id), told)


def _reported(bulletin: Bulletin, comment_id: int | None) -> tuple[str, str, int]:
    """The address of what a report is about, a short name for it, and whose it is."""
    here = f"/bulletins/{bulletin.id}"
    if comment_id is None:
        return here, f"bulletin:{bulletin.id}", bulletin.author_id
    author_id = db.session.get_one(BulletinComment, comment_id).author_id
    return f"{here}/comments/{comment_id}", f"bulletin-comment:{comment_id}", author_id


def _answer(event: BulletinReportsDecided) -> str:
    about = (BulletinReport.bulletin_id == event.bulletin_id, BulletinReport.about == (event.comment_id or 0))
    decided = select(BulletinReport.answer).where(*about, BulletinReport.verdict == HIDDEN)
    return db.session.scalar(decided.order_by(BulletinReport.id.desc()).limit(1)) or ""


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
