"""Writing, changing, publishing and withdrawing announcements; reading them and saying so."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select, update

from app.announcements.events import (
    AnnouncementAcknowledged,
    AnnouncementEdited,
    AnnouncementPublished,
    AnnouncementWithdrawn,
    AnnouncementWritten,
)
from app.announcements.models import Announcement, AnnouncementReading, AnnouncementVersion, Audience
from app.announcements.policy import may_announce_in, may_change_announcement
from app.announcements.queries import Target, get_announcement
from app.classrooms.models import Training
from app.drafts.operations import settle_drafts
from app.foundation import clock, markup
from app.foundation.dialects import insert_or
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_signed_in


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said, to whom in its classes, and for how long; without a moment it is a draft."""

    title: str
    text: str
    audience: Audience
    publish_at: datetime | None
    expires_on: date | None = None
    asks_acknowledgement: bool = False
    is_pinned: bool = False


def draft_box(announcement_id: int | None) -> str:
    return f"announcement:{announcement_id or 'new'}"


def write_announcement(author_id: int, training_id: int, target: Target, words: Wording) -> Announcement:
    """Write an announcement; if its moment has come, those concerned are told with the same commit."""
    with transaction() as session:
        if not may_announce_in(get_signed_in(author_id), target.place_code, target.classroom_id):
            raise Forbidden
        training = session.get_one(Training, training_id)
        _check_days(words, training)
        rendered = markup.render(words.text)
        announcement = Announcement(
            training_id=training_id, place_code=target.place_code, classroom_id=target.classroom_id,
            author_id=author_id, audience=words.audience, title=words.title, text=words.text, html=rendered.html,
            markup_version=rendered.version, version_number=1, asks_acknowledgement=words.asks_acknowledgement,
            is_pinned=words.is_pinned, written_at=clock.now(), publish_at=words.publish_at,
            expires_on=words.expires_on,
        )  # fmt: skip
        session.add(announcement)
        session.flush()
        record(AnnouncementWritten(announcement.id, author_id), author_id)
        settle_drafts(author_id, draft_box(None))
        _tell_if_due(announcement)
        return announcement


def edit_announcement(editor_id: int, announcement_id: int, words: Wording) -> Announcement:
    """Change what is said and for how long; what it said before is kept, and nobody is told twice."""
    with transaction() as session:
        announcement = _changeable(announcement_id, editor_id)
        if announcement.withdrawn_at is not None:
            raise Refused(_("这条公告已经撤回，不能再改。"))
        _check_days(words, session.get_one(Training, announcement.training_id))
        if (announcement.title, announcement.text) != (words.title, words.text):
            session.add(_as_it_was(announcement))
            _rewrite(announcement, words)
        if announcement.told_at is None:
            announcement.publish_at = words.publish_at
        announcement.audience, announcement.expires_on = words.audience, words.expires_on
        announcement.asks_acknowledgement, announcement.is_pinned = words.asks_acknowledgement, words.is_pinned
        record(AnnouncementEdited(announcement.id, announcement.version_number, editor_id), editor_id)
        settle_drafts(editor_id, draft_box(announcement_id))
        _tell_if_due(announcement)
        return announcement


def withdraw_announcement(by_id: int, announcement_id: int) -> None:
    """Take an announcement out of everybody's sight but its author's; a second time changes nothing."""
    with transaction():
        announcement = _changeable(announcement_id, by_id)
        if announcement.withdrawn_at is None:
            announcement.withdrawn_at = clock.now()
            record(AnnouncementWithdrawn(announcement_id, by_id), by_id)


def publish_due_announcement(announcement_id: int) -> bool:
    """Tell those concerned of an announcement whose moment has come; False where there is nothing left to do."""
    with transaction():
        announcement = locked(Announcement, Announcement.id == announcement_id)
        return announcement is not None and _tell_if_due(announcement)


def due_announcements(present: datetime) -> list[int]:
    """Announcements whose moment has come and of which nobody was told."""
    with transaction() as session:
        statement = select(Announcement.id).where(Announcement.told_at.is_(None), Announcement.publish_at <= present)
        return list(session.scalars(statement.where(Announcement.withdrawn_at.is_(None)).order_by(Announcement.id)))


def note_reading(person_id: int, announcement_id: int) -> None:
    """Note that somebody whom it concerns has read an announcement; only the first time counts."""
    with transaction() as session:
        if get_announcement(announcement_id, get_signed_in(person_id)).is_concerned:
            row = {"announcement_id": announcement_id, "person_id": person_id, "read_at": clock.now()}
            session.execute(insert_or(AnnouncementReading).values(row).on_conflict_do_nothing())


def acknowledge_announcement(person_id: int, announcement_id: int) -> None:
    """Note that somebody says they took note, where that is asked; a second time changes nothing."""
    with transaction() as session:
        shown = get_announcement(announcement_id, get_signed_in(person_id))
        if not (shown.is_concerned and shown.announcement.asks_acknowledgement):
            raise Refused(_("这条公告不用您确认。"))
        note_reading(person_id, announcement_id)
        mine = (
            AnnouncementReading.announcement_id == announcement_id,
            AnnouncementReading.person_id == person_id,
            AnnouncementReading.acknowledged_at.is_(None),
        )
        said = update(AnnouncementReading).where(*mine).values(acknowledged_at=clock.now())
        if session.execute(said.returning(AnnouncementReading.person_id)).first() is not None:
            record(AnnouncementAcknowledged(announcement_id, person_id), person_id)


def _tell_if_due(announcement: Announcement) -> bool:
    present = clock.now()
    if announcement.told_at or announcement.withdrawn_at or not announcement.publish_at:
        return False
    if announcement.publish_at > present:
        return False
    announcement.told_at = present
    record(AnnouncementPublished(announcement.id), announcement.author_id)
    return True


def _check_days(words: Wording, training: Training) -> None:
    if words.expires_on is None:
        return
    begins = training.day_of(words.publish_at or clock.now())
    if words.expires_on < begins:
        raise Refused(_("截止的日子在发布之前，请改一改。"), "expires_on")


def _changeable(announcement_id: int, person_id: int) -> Announcement:
    announcement = locked(Announcement, Announcement.id == announcement_id)
    if announcement is None:
        raise NotFound
    if not may_change_announcement(get_signed_in(person_id), announcement):
        raise Forbidden
    return announcement


def _as_it_was(announcement: Announcement) -> AnnouncementVersion:
    return AnnouncementVersion(
        announcement_id=announcement.id, number=announcement.version_number, title=announcement.title,
        text=announcement.text, written_at=announcement.edited_at or announcement.written_at,
    )  # fmt: skip


def _rewrite(announcement: Announcement, words: Wording) -> None:
    rendered = markup.render(words.text)
    announcement.title, announcement.text = words.title, words.text
    announcement.html, announcement.markup_version = rendered.html, rendered.version
    announcement.version_number += 1
    announcement.edited_at = clock.now()
