"""How full and how late things are: numbers alone, nothing of anybody's."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from flask import current_app
from sqlalchemy import func, select

from app.foundation.database import db
from app.foundation.files import stored_bytes
from app.foundation.jobs import JobBeat
from app.mail.models import Mail
from app.study.models import StudySignal

CLOCK_STANDS_AFTER = timedelta(minutes=5)
MAIL_IS_LATE_AFTER = timedelta(hours=1)
SIGNALS_ARE_LATE_AFTER = timedelta(minutes=10)
LEAST_SHARE_FREE = 10  # percent of the disk


class Queue(NamedTuple):
    """How many wait, and since when the oldest."""

    number: int
    since: datetime | None

    def is_late(self, now: datetime, after: timedelta) -> bool:
        return self.since is not None and now - self.since > after


class Disk(NamedTuple):
    total: int
    free: int

    @property
    def is_short(self) -> bool:
        return self.free * 100 < self.total * LEAST_SHARE_FREE


class Health(NamedTuple):
    """What a glance at the house shows; `troubles` names what wants somebody."""

    mail: Queue
    signals: Queue
    set_aside: int
    stored: int
    disk: Disk
    beat_at: datetime | None
    troubles: tuple[str, ...]


def health_at(now: datetime) -> Health:
    mail, signals, disk = _mail(), _signals(), _disk()
    set_aside = db.session.scalar(select(func.count()).where(StudySignal.set_aside_at.is_not(None))) or 0
    beat_at = db.session.scalar(select(func.max(JobBeat.beat_at)))
    signs = {
        "clock": beat_at is None or now - beat_at > CLOCK_STANDS_AFTER,
        "mail": mail.is_late(now, MAIL_IS_LATE_AFTER),
        "signals": signals.is_late(now, SIGNALS_ARE_LATE_AFTER),
        "disk": disk.is_short,
    }
    troubles = tuple(name for name, is_so in signs.items() if is_so)
    return Health(mail, signals, set_aside, stored_bytes(), disk, beat_at, troubles)


def _mail() -> Queue:
    waiting = (Mail.sent_at.is_(None), Mail.dropped_at.is_(None))
    number, since = db.session.execute(select(func.count(), func.min(Mail.next_try_at)).where(*waiting)).one()
    return Queue(number, since)


def _signals() -> Queue:
    statement = select(func.count(), func.min(StudySignal.heard_at)).where(StudySignal.set_aside_at.is_(None))
    number, since = db.session.execute(statement).one()
    return Queue(number, since)


def _disk() -> Disk:
    folder: Path = current_app.extensions["settings"].instance
    usage = shutil.disk_usage(folder)
    return Disk(usage.total, usage.free)
