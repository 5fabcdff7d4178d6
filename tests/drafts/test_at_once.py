"""A text is handed in at the very moment in which its box saves itself: neither has to give way."""

from threading import Event, Thread
from time import monotonic, sleep

import pytest
from flask import Flask
from sqlalchemy import text

from app.drafts.operations import save_draft, settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.phrases.models import Phrase
from tests.support.given import Given

BOX, PHONE = "phrase:new", "phone-123"
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")


def wait_until_somebody_waits() -> None:
    until = monotonic() + 10
    with db.engine.connect() as watch:
        while not watch.scalar(WAITING):
            assert monotonic() < until, "the box that saves itself never came to the row that is held"
            watch.rollback()
            sleep(0.02)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_handing_in_and_saving_at_once_do_not_wait_for_each_other(app: Flask, given: Given) -> None:
    """The act holds the draft and then names its person in a row; the box holds the person and then wants the draft."""
    is_settled, faults = Event(), []
    with app.app_context():
        save_draft(given.learner.id, BOX, "开头", PHONE)

    def hand_in() -> None:
        with app.app_context(), transaction() as session:
            settle_drafts(given.learner.id, BOX)
            is_settled.set()
            wait_until_somebody_waits()
            session.add(Phrase(person_id=given.learner.id, text="开头", kept_at=clock.now()))

    def save_itself() -> None:
        assert is_settled.wait(10)
        with app.app_context():
            save_draft(given.learner.id, BOX, "开头，还没写完", PHONE)

    def tried(act) -> None:
        try:
            act()
        except Exception as fault:
            faults.append(repr(fault))

    both = [Thread(target=tried, args=[act]) for act in (hand_in, save_itself)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert faults == []
