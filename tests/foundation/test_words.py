"""The same Chinese may need another English in another room: each page takes the word of its own domain."""

from collections.abc import Callable

import pytest

from app.foundation.i18n import catalogue
from tests.support.browsing import Browser
from tests.support.given import Given


def test_a_domain_says_its_own_word_first_and_borrows_the_rest() -> None:
    assert catalogue("en", "search").gettext("作业") == "Assignment"
    assert catalogue("en", "statistics").gettext("作业") == "Assignments"
    assert catalogue("en", "layouts").gettext("班主任研修") == catalogue("en").gettext("班主任研修") != "班主任研修"
    assert catalogue("zh", "search").gettext("作业") == "作业"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_one_administrator_is_not_called_many(given: Given, browse: Callable[..., Browser]) -> None:
    thread = given.a_thread(by=given.class_administrator)
    page = browse(given.learner).get(f"/threads/{thread}?lang=en").get_data(as_text=True)
    assert ">Class administrator<" in page
    assert ">Class administrators<" not in page
    board = browse(given.learner).get("/honours?lang=en").get_data(as_text=True)
    assert "Class administrators" in board, "the same word, where it means all of them"
