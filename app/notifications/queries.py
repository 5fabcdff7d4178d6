"""What a person was told."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.foundation.database import db
from app.foundation.errors import NotFound
from app.notifications.models import Notice

PAGE = 30


def unread_count(person_id: int) -> int:
    statement = select(func.count()).select_from(Notice).where(Notice.person_id == person_id, Notice.read_at.is_(None))
    return db.session.scalar(statement) or 0


def notices_of(person_id: int, page: int) -> tuple[Sequence[Notice], int]:
    """One page of a person's notices, newest first, and how many there are in all."""
    mine = Notice.person_id == person_id
    newest = select(Notice).where(mine).order_by(Notice.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    total = db.session.scalar(select(func.count()).select_from(Notice).where(mine)) or 0
    return db.session.scalars(newest).all(), total


def get_notice(notice_id: int, person_id: int) -> Notice:
    notice = db.session.scalars(select(Notice).where(Notice.id == notice_id, Notice.person_id == person_id)).first()
    if notice is None:
        raise NotFound
    return notice
