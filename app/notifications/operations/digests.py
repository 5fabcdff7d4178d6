"""Digests: who wants one, and putting those that are due into the outbox, one for a person and day or week."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select

from app.foundation import clock
from app.foundation.transactions import locked, transaction
from app.mail.operations import put_in_outbox
from app.notifications.digesting import next_digest
from app.notifications.models import DigestWish

DIGEST = "digest"
BATCH = 200


def choose_digest(person_id: int, frequency: str, hour: int, zone: str) -> None:
    """Want a digest from now on; what was told before is not in the first one."""
    present = clock.now()
    with transaction() as session:
        wish = locked(DigestWish, DigestWish.person_id == person_id)
        if wish is None:
            wish = DigestWish(person_id=person_id, covered_until=present)
            session.add(wish)
        wish.frequency, wish.hour, wish.time_zone = frequency, hour, zone
        wish.next_at = next_digest(present, frequency, hour, zone)


def end_digest(person_id: int) -> None:
    with transaction() as session:
        session.execute(delete(DigestWish).where(DigestWish.person_id == person_id))


def make_due_digests(now: datetime) -> int:
    """One letter for everybody whose hour has come, however many hours were slept through; a second run makes none."""
    made = 0
    while batch := _make_batch(now):
        made += batch
    return made


def _make_batch(now: datetime) -> int:
    due = select(DigestWish).where(DigestWish.next_at <= now).order_by(DigestWish.next_at, DigestWish.person_id)
    with transaction() as session:
        wishes = session.scalars(due.limit(BATCH).with_for_update(skip_locked=True)).all()
        for wish in wishes:
            period = wish.next_at.astimezone(ZoneInfo(wish.time_zone)).date().isoformat()
            span = {"since": wish.covered_until.isoformat(), "until": now.isoformat()}
            put_in_outbox(wish.person_id, DIGEST, period, span)
            wish.covered_until, wish.next_at = now, next_digest(now, wish.frequency, wish.hour, wish.time_zone)
        return len(wishes)
