"""A reader of flesh or of wire, who opens pages and lets them send signals while the clock moves."""

import secrets
from datetime import datetime, timedelta

from flask import Flask

from app.foundation import clock
from app.people.models import Person
from app.study.ledger import seconds_of
from app.study.operations import finish_section, record_signal
from app.study.visits import Visit
from tests.support.given import EVENING

NIGHT = EVENING


def at(seconds: int, start: datetime = NIGHT) -> None:
    """Move the clock to so many seconds after the start."""
    clock.travel_to(start + timedelta(seconds=seconds))


class Page:
    """One load of a reading page; `signal` is said at the clock's time."""

    def __init__(self, app: Flask, person: Person, topic_id: int) -> None:
        self.app = app
        self.visit = Visit(secrets.token_urlsafe(9), person.id, topic_id, seconds_of(clock.now()))
        self.sequence = -1

    def signal(
        self, section: str = "case", *, active: bool = True, visible: int = 75, sequence: int | None = None
    ) -> int:
        if sequence is None:
            self.sequence += 1
            sequence = self.sequence
        with self.app.app_context():
            return record_signal(self.visit, section, sequence, active=active, visible=visible)

    def press(self, section: str = "case") -> int:
        with self.app.app_context():
            return finish_section(self.visit, section)
