"""What is unread comes by e-mail to whom wants it: once, at their hour, and only what they may see then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from app.discussions.operations import hide_post
from app.foundation import clock
from app.foundation.database import db
from app.mail.models import Mail
from app.mail.operations import send_due
from app.notifications.digesting import next_digest
from app.notifications.kinds import groups_in_use
from app.notifications.operations import make_due_digests, mark_read
from app.notifications.queries import find_digest_wish

SEVEN = datetime(2026, 3, 19, 11, 0, tzinfo=UTC)  # seven in the evening in Shanghai, the day after the stage's
WISH = {"frequency": "daily", "hour": "19", "quiet_from": "22", "quiet_until": "7"}


@pytest.fixture
def subscribed(app, given, browse, post_office, monkeypatch):
    """The learner names an address, types the code that came, and wants a letter each evening at seven."""
    monkeypatch.setitem(app.extensions, "settings", replace(app.extensions["settings"], mail_url=post_office.url))
    learner = browse(given.learner)
    assert learner.submit("/notices/settings", "name-address", address="xiaoman@school.example").status_code == 302
    deliver(app)
    code = post_office.letters.pop().get_content().split("：")[1].split()[0]
    wrong = learner.submit("/notices/settings", "confirm-address", code="AAAA-BBBB")
    assert (wrong.status_code, "确认码不对" in wrong.text, "AAAA-BBBB" in wrong.text) == (422, True, True)
    assert learner.submit("/notices/settings", "confirm-address", code=code).status_code == 302
    assert learner.submit("/notices/settings", "choose-digest", **WISH).status_code == 302
    assert "信会发到 xiaoman@school.example" in learner.get("/notices/settings").text
    return learner


def deliver(app, at: datetime | None = None) -> int:
    with app.app_context():
        make_due_digests(at or clock.now())
        return send_due(at or clock.now())


def test_a_digest_holds_what_may_be_seen_when_it_leaves_and_comes_once(app, given, subscribed, post_office):
    thread, other = given.a_thread(), given.a_thread(text="另一个话题")
    given.a_reply(thread)
    hidden = given.a_reply(other)
    clock.travel_to(SEVEN)
    with app.app_context():
        assert make_due_digests(SEVEN) == 1
        hide_post(hidden, given.classmate.id)
    assert (deliver(app), deliver(app)) == (1, 0)
    (letter,) = post_office.letters
    assert "1 条新通知" in letter["Subject"]
    words = letter.get_content()
    assert "周立秋回复了您的话题“迟到的孩子”" in words
    assert words.count("· ") == 1
    clock.travel_to(SEVEN + timedelta(days=1))
    assert deliver(app) == 0  # nothing new since


def test_days_slept_through_make_one_letter_and_nothing_unread_makes_none(app, given, subscribed, post_office):
    given.a_reply(given.a_thread())
    assert deliver(app, SEVEN + timedelta(days=5, minutes=3)) == 1
    with app.app_context():
        assert find_digest_wish(given.learner.id).next_at == SEVEN + timedelta(days=6)
    given.a_reply(given.a_thread())
    with app.app_context():
        mark_read(given.learner.id)
    assert deliver(app, SEVEN + timedelta(days=6)) == 0
    assert len(post_office.letters) == 1
    with app.app_context():
        assert db.session.scalar(select(func.count()).where(Mail.kind == "digest")) == 2


def test_the_link_in_the_letter_ends_it_by_one_press_without_signing_in(app, given, subscribed, post_office, browse):
    given.a_reply(given.a_thread())
    deliver(app, SEVEN)
    address = post_office.letters[0]["List-Unsubscribe"].strip("<>")
    path, guest = urlsplit(address).path, browse()
    assert guest.get(path).status_code == 200
    with app.app_context():
        assert find_digest_wish(given.learner.id) is not None
    assert "已经退订" in guest.submit(path, "unsubscribe").text
    with app.app_context():
        assert find_digest_wish(given.learner.id) is None
    assert guest.get(path[:-2] + "xx").status_code == 404


def test_a_letter_speaks_the_persons_language(app, given, subscribed, post_office):
    subscribed.submit("/me/account", "choose-language", language="en")
    given.a_reply(given.a_thread())
    deliver(app, SEVEN)
    words = post_office.letters[0].get_content()
    assert "周立秋 replied to your thread" in words
    assert "unread notices" in words


def test_settings_keep_what_was_typed_and_the_other_forms_as_they_were(app, given, subscribed):
    subscribed.submit("/notices/settings", "remove-address")
    answer = subscribed.submit("/notices/settings", "name-address", address="not an address")
    assert (answer.status_code, "not an address" in answer.text, "这不像一个邮箱地址" in answer.text) == (
        422,
        True,
        True,
    )
    wanted = [one for one in groups_in_use().values() if one.may_be_silent and not one.begins_silent]
    assert answer.text.count("checked") == len(wanted) + 1  # and the daily digest
    off = subscribed.submit("/notices/settings", "choose-digest", **{**WISH, "frequency": "off"})
    assert off.status_code == 302
    bad = subscribed.submit("/notices/settings", "choose-digest", **{**WISH, "hour": "99"})
    assert bad.status_code == 422
    with app.app_context():
        assert find_digest_wish(given.learner.id) is None


@pytest.mark.parametrize(
    ("after", "frequency", "hour", "found"),
    [
        ((18, 10, 59), "daily", 19, (18, 11)), ((18, 11, 0), "daily", 19, (19, 11)),
        ((18, 11, 0), "weekly", 19, (23, 11)), ((23, 10, 0), "weekly", 19, (23, 11)), ((22, 15, 0), "weekly", 0, (22, 16)),
    ],
)  # fmt: skip
def test_the_next_digest_is_the_next_such_hour_in_the_zone(after, frequency, hour, found):
    day, clock_hour, minute = after
    instant = datetime(2026, 3, day, clock_hour, minute, tzinfo=UTC)
    expected = datetime(2026, 3, found[0], found[1], tzinfo=UTC)
    assert next_digest(instant, frequency, hour, "Asia/Shanghai") == expected
