"""Letters leave once, late rather than never, and say nothing in the log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from flask import Flask
from sqlalchemy import select

from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Refused
from app.mail.letters import Letter, composes
from app.mail.models import Mail
from app.mail.operations import confirm_address, name_address, put_in_outbox, send_due, sending
from app.mail.timing import PAUSES, end_of_quiet
from app.settings import Settings, SettingsError
from tests.support.given import Given
from tests.support.smtp import PostOffice

SHANGHAI, ADDRESS = "Asia/Shanghai", "xiaoman@school.example"


@composes("probe")
def write_probe(request):
    return Letter("一封信", f"{request.person.name}，{request.period}", f"{request.site}/stop")


@pytest.fixture
def posting(app: Flask, given: Given, post_office: PostOffice, monkeypatch) -> Given:
    """The learner's address is confirmed and the platform sends by our own post office."""
    settings = app.extensions["settings"]
    monkeypatch.setitem(
        app.extensions, "settings", replace(settings, mail_url=post_office.url, mail_from="yanxiu@training.example")
    )
    with app.app_context():
        name_address(given.learner.id, ADDRESS, SHANGHAI)
        send_due(clock.now())
        words = post_office.letters.pop().get_content()
        confirm_address(given.learner.id, words.split("：")[1].split()[0])
    return given


def mails() -> list[Mail]:
    return list(db.session.scalars(select(Mail).where(Mail.kind == "probe").execution_options(populate_existing=True)))


def test_a_letter_leaves_once_however_often_it_is_asked_for(app, posting, post_office):
    with app.app_context():
        assert put_in_outbox(posting.learner.id, "probe", "2026-03-18", {})
        assert not put_in_outbox(posting.learner.id, "probe", "2026-03-18", {})
        assert (send_due(clock.now()), send_due(clock.now())) == (1, 0)
    (letter,) = post_office.letters
    assert (letter["To"], letter["From"], letter["Subject"]) == (ADDRESS, "yanxiu@training.example", "一封信")
    assert letter.get_content().strip() == "林小满，2026-03-18"
    assert letter["List-Unsubscribe"] == "<http://127.0.0.1:8000/stop>"


def test_what_is_not_taken_now_is_tried_later_and_later_with_the_same_name(app, posting, post_office):
    now = clock.now() + timedelta(seconds=1)
    post_office.answers["DATA"] = "451 come back later"
    with app.app_context():
        put_in_outbox(posting.learner.id, "probe", "one", {})
        assert send_due(now) == 0
        assert mails()[0].next_try_at == now + PAUSES[0]
        assert send_due(now + timedelta(seconds=59)) == 0
        assert mails()[0].attempts == 1
        send_due(now + PAUSES[0])
        assert mails()[0].next_try_at == now + PAUSES[0] + PAUSES[1]
        del post_office.answers["DATA"]
        assert send_due(now + timedelta(minutes=90)) == 1
        assert mails()[0].problem is None
    assert len(post_office.letters) == 1


def test_an_address_that_is_refused_for_good_is_not_asked_again(app, posting, post_office):
    post_office.answers["RCPT"] = "550 no such person"
    with app.app_context():
        put_in_outbox(posting.learner.id, "probe", "one", {})
        assert send_due(clock.now()) == 0
        mail = mails()[0]
        assert (mail.dropped_at is not None, mail.problem) == (True, "recipient 550")
        post_office.answers.clear()
        assert send_due(clock.now() + timedelta(days=3)) == 0
    assert post_office.letters == []


def test_a_server_that_is_away_holds_nothing_up_and_after_days_we_give_up(app, posting, post_office):
    post_office.shutdown()
    post_office.server_close()
    now = clock.now() + timedelta(seconds=1)
    with app.app_context():
        put_in_outbox(posting.learner.id, "probe", "one", {})
        for _ in range(len(PAUSES) + 1):
            assert send_due(now) == 0
            now += timedelta(days=1)
            now = now.replace(hour=12)
        assert mails()[0].dropped_at is not None


def test_a_letter_that_may_have_come_comes_again_under_the_same_name(app, posting, post_office):
    """Nobody can know whether a letter was taken when the line breaks before the answer; the name tells they are one."""
    post_office.forgets_to_answer = True
    with app.app_context():
        put_in_outbox(posting.learner.id, "probe", "one", {})
        assert send_due(clock.now()) == 0
        post_office.forgets_to_answer = False
        assert send_due(clock.now() + PAUSES[0]) == 1
    first, second = post_office.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_two_senders_share_the_outbox_and_a_dead_one_leaves_it_to_the_next(app, posting, post_office):
    now = clock.now() + timedelta(seconds=1)
    with app.app_context():
        put_in_outbox(posting.learner.id, "probe", "one", {})
        assert len(sending._take(now)) == 1  # this sender dies here
        assert send_due(now) == 0
        assert send_due(now + sending.LEASE) == 1
    assert len(post_office.letters) == 1


def test_at_night_letters_wait_for_the_morning_and_a_code_does_not(app, posting, post_office):
    night = datetime(2026, 3, 18, 15, 30, tzinfo=UTC)  # half past eleven in Shanghai
    with app.app_context():
        put_in_outbox(posting.learner.id, "probe", "one", {}, at=night)
        name_address(posting.classmate.id, "lichun@school.example", SHANGHAI)
        assert send_due(night) == 1
        assert mails()[0].next_try_at == datetime(2026, 3, 18, 23, 0, tzinfo=UTC)
        assert send_due(datetime(2026, 3, 18, 23, 0, tzinfo=UTC)) == 1
    assert [letter["To"] for letter in post_office.letters] == ["lichun@school.example", ADDRESS]


def test_nothing_goes_to_an_address_that_nobody_confirmed_or_to_a_disabled_account(app, posting, post_office):
    with app.app_context():
        name_address(posting.classmate.id, "lichun@school.example", SHANGHAI)
        send_due(clock.now())
        post_office.letters.clear()
        put_in_outbox(posting.classmate.id, "probe", "one", {})
        put_in_outbox(posting.disabled.id, "probe", "one", {})
        assert send_due(clock.now()) == 0
    assert post_office.letters == []


def test_nobodys_address_is_flooded_with_codes(app, posting):
    with app.app_context():
        for number in range(4):
            name_address(posting.learner.id, f"a{number}@school.example", SHANGHAI)
        with pytest.raises(Refused):
            name_address(posting.learner.id, "one-too-many@school.example", SHANGHAI)
        clock.travel_to(clock.now() + timedelta(hours=1, minutes=1))
        name_address(posting.learner.id, "an-hour-later@school.example", SHANGHAI)


def test_a_code_is_kept_only_until_it_has_left(app, posting):
    with app.app_context():
        codes = db.session.scalars(select(Mail).where(Mail.kind == "address-code")).all()
        assert [(mail.sent_at is not None, mail.data) for mail in codes] == [(True, {})]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_a_server_letters_are_lines_of_the_log_that_name_nobody(app, posting, monkeypatch):
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], mail_url=None))
    with app.app_context(), structlog.testing.capture_logs() as said:
        put_in_outbox(posting.learner.id, "probe", "one", {})
        assert send_due(clock.now()) == 1
    assert [line["event"] for line in said] == ["mail_not_sent_but_logged"]
    assert not any(word in str(said) for word in (ADDRESS, "林小满", "一封信"))


@pytest.mark.parametrize(
    ("hour", "quiet", "ends"),
    [
        (21, (22, 7), None), (22, (22, 7), "19 07"), (6, (22, 7), "18 07"), (7, (22, 7), None),
        (13, (12, 14), "18 14"), (14, (12, 14), None), (3, (8, 8), None),
    ],
)  # fmt: skip
def test_quiet_hours_end_in_the_zone_of_the_training(hour, quiet, ends):
    instant = datetime(2026, 3, 18, hour, 15, tzinfo=UTC) - timedelta(hours=8)
    found = end_of_quiet(instant, *quiet, SHANGHAI)
    assert (found and f"{found + timedelta(hours=8):%d %H}") == ends


def test_a_wrong_address_of_the_server_is_said_at_the_start():
    with pytest.raises(SettingsError, match="smtp://"):
        Settings.from_environment({"MAIL_URL": "http://mail.example"})
