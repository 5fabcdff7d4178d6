"""What the people of the demo accounts were told more than a few days ago, they have read."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update

from app.demo.operations.past.scene import Scene
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.notifications.models import Notice

KEPT_UNREAD, READ_WITHIN = 5, timedelta(hours=3)


def newest_notice() -> int:
    """The number after which notices are those of acts."""
    return db.session.scalar(select(func.max(Notice.id))) or 0


def read_old_notices(scenes: Sequence[Scene], since: int) -> None:
    """Read what they were told of older acts, some hours after each."""
    for scene in scenes:
        people = (scene.learner, scene.tutor, scene.administrator, scene.expert, scene.team)
        with transaction() as session:
            unread = (Notice.id > since, Notice.read_at.is_(None), Notice.person_id.in_(people))
            old = select(Notice.id, Notice.told_at).where(*unread, Notice.told_at < scene.before(KEPT_UNREAD))
            for number, at in session.execute(old).all():
                session.execute(update(Notice).where(Notice.id == number).values(read_at=at + READ_WITHIN))
