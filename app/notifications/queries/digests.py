"""Who wants a digest, and what is in it."""

from datetime import datetime

from sqlalchemy import func, select

from app.foundation.database import db
from app.notifications.kinds import KINDS
from app.notifications.models import DigestWish
from app.notifications.queries.lines import Line, lines_of
from app.people.models import Person

MOST_LINES = 50


def find_digest_wish(person_id: int) -> DigestWish | None:
    return db.session.get(DigestWish, person_id)


def due_digest_count(now: datetime) -> int:
    return db.session.scalar(select(func.count()).where(DigestWish.next_at <= now)) or 0


def digest_lines(viewer: Person, since: datetime, until: datetime) -> list[Line]:
    """What was told in a span of time, is unread, and may be seen by the person now, newest first."""
    lines = lines_of(viewer, only_unread=True, limit=MOST_LINES)
    return [line for line in lines if since < line.told_at <= until and KINDS[line.kind].is_mailed]
