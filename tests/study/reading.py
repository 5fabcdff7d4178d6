"""A reader of flesh or of wire, who opens pages and lets them send signals while the clock moves."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.foundation import clock
from app.people.models import Person
from app.study.ledger import seconds_of
from app.study.operations import finish_section, hear
from app.study.signals import Signal, Stretch
from app.study.visits import Visit
from tests.support.given import EVENING

NIGHT = EVENING


@pytest.fixture
def still_clock(monkeypatch):
    """A clock that stands until it is moved, so that a slow machine is not a slow reader."""
    moment: list[datetime | None] = [None]
    monkeypatch.setattr(clock, "travel_to", lambda instant: moment.__setitem__(0, instant))
    monkeypatch.setattr(clock, "now", lambda: moment[0] or datetime.now(UTC))


def at(seconds: int, start: datetime = NIGHT) -> None:
    """Move the clock to so many seconds after the start."""
    clock.travel_to(start + timedelta(seconds=seconds))


class Page:
    """One load of a reading page; `signal` is said at the clock's time, about the time since the last one."""

    def __init__(self, app: Flask, person: Person, topic_id: int) -> None:
        self.app = app
        self.opened = seconds_of(clock.now())
        self.visit = Visit(secrets.token_urlsafe(9), person.id, person.session_version, topic_id, self.opened)
        self.sequence = -1
        self.told_until = self.slept = 0

    @property
    def clock(self) -> int:
        """The page's own clock, which stands still while the device sleeps."""
        return max(self.told_until, seconds_of(clock.now()) - self.opened - self.slept)

    def sleep(self, seconds: int) -> None:
        self.slept += seconds

    def signal(
        self, section: str = "case", *, active: bool = True, visible: int | None = None, sequence: int | None = None
    ) -> None:
        """In sight for so many seconds since the last word, or all the time."""
        present = self.clock
        until = present if visible is None else self.told_until + visible
        stretches = (Stretch(section, self.told_until, until, int(active)),) if until > self.told_until else ()
        if sequence is None:
            self.sequence += 1
            sequence = self.sequence
        self.say(Signal(sequence, present, stretches))
        self.told_until = present

    def say(self, signal: Signal) -> None:
        hear(self.app, self.visit, signal)

    def press(self, section: str = "case") -> None:
        with self.app.app_context():
            finish_section(self.visit, section)
