"""How words are found and days are said: the same Chinese may need another English in another room."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from app.foundation.i18n import catalogue
from app.foundation.wording import days
from tests.support.browsing import Browser
from tests.support.given import Given


def test_a_domain_says_its_own_word_first_and_borrows_the_rest() -> None:
    assert catalogue("en", "assignments").gettext("作业") == "Assignment"
    assert catalogue("en", "statistics").gettext("作业") == "Assignments"
    assert catalogue("en", "layouts").gettext("班主任研修") == catalogue("en").gettext("班主任研修") != "班主任研修"
    assert catalogue("zh", "assignments").gettext("作业") == "作业"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("first", "last", "chinese", "english"),
    [
        ("2026-03-16", "2026-03-22", "3月16日至22日", "16–22 Mar"),
        ("2026-03-30", "2026-04-05", "3月30日至4月5日", "30 Mar – 5 Apr"),
        ("2025-03-30", "2025-04-05", "2025年3月30日至4月5日", "30 Mar – 5 Apr 2025"),
        ("2025-12-29", "2026-01-04", "2025年12月29日至1月4日", "29 Dec 2025 – 4 Jan"),
        ("2024-12-30", "2025-01-05", "2024年12月30日至2025年1月5日", "30 Dec 2024 – 5 Jan 2025"),
        ("2026-03-16", "2026-03-16", "3月16日", "16 Mar"),
    ],
)
def test_days_from_one_to_another_say_month_and_year_no_more_often_than_needed(
    app: Flask, given: Given, first: str, last: str, chinese: str, english: str
) -> None:
    span = date.fromisoformat(first), date.fromisoformat(last)
    for address, words in (("/", chinese), ("/?lang=en", english)):
        with app.test_request_context(address):
            assert days(*span) == words, f"read in {given.training.starts_on.year}"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_one_administrator_is_not_called_many(given: Given, browse: Callable[..., Browser]) -> None:
    thread = given.a_thread(by=given.class_administrator)
    page = browse(given.learner).get(f"/threads/{thread}?lang=en").get_data(as_text=True)
    assert ">Class administrator<" in page
    assert ">Class administrators<" not in page
    board = browse(given.learner).get("/honours?lang=en").get_data(as_text=True)
    assert "Class administrators" in board, "the same word, where it means all of them"
