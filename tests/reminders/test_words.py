"""Places in a text that are filled for each person; who is skipped and why."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reminders.recipients import Channel, Facts, Kind, Reason, Rules, moment_to_send, reason_to_skip
from app.reminders.wording import SLOTS, filled, unknown_slots
from tests.browser.hostile import WHOLE

NOW = datetime(2026, 3, 18, 12, tzinfo=UTC)
FINE = {
    "lacks": True, "is_present": True, "is_active": True, "messages": [], "is_silent": False, "has_address": True,
    "has_phone": True,
}  # fmt: skip


def test_places_are_filled_and_nothing_else_is_touched() -> None:
    values = {"name": "林小满", "lacking": "2 篇日志", "sender": "{姓名}", "days": "8"}
    assert filled("{姓名}老师，差{缺什么}。{ 姓名 } {name}", values) == "林小满老师，差 2 篇日志。林小满 林小满"
    assert filled("还有{还有几天}天，{days} days", values) == "还有 8 天，8 days"
    assert filled("{署名} 100% {{x}} {\n姓名}", values) == "{姓名} 100% {{x}} {\n姓名}"
    assert unknown_slots("{姓名} {缺啥} {缺啥} {}") == ["缺啥"]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_text_survives_filling_with_itself(text: str) -> None:
    """A value that looks like a place is not filled again, and a text without places stays as it is."""
    assert filled("{姓名}", {"name": text}) == text
    if not any(f"{{{word}" in text for word in SLOTS):
        assert unknown_slots(filled(text, {"name": "x"})) == unknown_slots(text)


@pytest.mark.parametrize(
    ("facts", "channel", "reason"),
    [
        ({}, Channel.NOTICE, None),
        ({"lacks": False}, Channel.NOTICE, Reason.DONE),
        ({"is_present": False, "lacks": False}, Channel.PHONE, Reason.LEFT),
        ({"is_active": False}, Channel.PHONE, Reason.DISABLED),
        ({"is_silent": True}, Channel.NOTICE, Reason.SILENCED),
        ({"is_silent": True}, Channel.PHONE, None),
        ({"has_address": False}, Channel.MAIL, Reason.NO_ADDRESS),
        ({"has_address": False}, Channel.NOTICE, None),
        ({"has_phone": False}, Channel.SMS, Reason.NO_PHONE),
        ({"messages": [NOW - timedelta(days=1)] * 3}, Channel.NOTICE, Reason.ENOUGH),
        ({"messages": [NOW - timedelta(days=1)] * 3}, Channel.GROUP, None),
        ({"messages": [NOW - timedelta(days=8)] * 9}, Channel.NOTICE, None),
        ({"messages": [NOW + timedelta(hours=9)] * 3}, Channel.SMS, Reason.ENOUGH),
    ],
)
def test_who_is_skipped_and_why(facts: dict, channel: Channel, reason: Reason | None) -> None:
    assert reason_to_skip(Kind.CHASE, channel, Facts(**{**FINE, **facts}), Rules(), NOW) == reason


def test_there_is_nothing_to_praise_either() -> None:
    facts = Facts(**{**FINE, "lacks": False})
    assert reason_to_skip(Kind.PRAISE, Channel.NOTICE, facts, Rules(), NOW) == Reason.NOTHING


def test_quiet_hours_wait_for_the_morning_of_the_trainings_zone() -> None:
    late = datetime(2026, 3, 18, 14, 30, tzinfo=UTC)  # half past ten at night in Shanghai
    assert moment_to_send(late, Rules(), "Asia/Shanghai") == datetime(2026, 3, 19, 0, tzinfo=UTC)
    assert moment_to_send(NOW, Rules(), "Asia/Shanghai") == NOW
    assert moment_to_send(late, Rules(quiet_from=8), "Asia/Shanghai") == late, "equal hours mean none"


def test_hostile_words_stay_words() -> None:
    assert all(filled("{姓名}", {"name": words}) == words for words in WHOLE)
    assert all(filled(words, {}) == words for words in WHOLE)
