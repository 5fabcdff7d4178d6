"""Where a person may be written to."""

from datetime import datetime

from sqlalchemy import func, select

from app.foundation.database import db
from app.mail.models import Mail, Mailbox


def find_mailbox(person_id: int) -> Mailbox | None:
    return db.session.get(Mailbox, person_id)


def letters_since(person_id: int, kind: str, moment: datetime) -> int:
    """How many letters of a kind were made for a person since a moment."""
    made = (Mail.person_id == person_id, Mail.kind == kind, Mail.made_at >= moment)
    return db.session.scalar(select(func.count()).where(*made)) or 0


def waiting_count(now: datetime) -> int:
    """How many letters are due and have not left."""
    waiting = (Mail.sent_at.is_(None), Mail.dropped_at.is_(None), Mail.next_try_at <= now)
    return db.session.scalar(select(func.count()).where(*waiting)) or 0
