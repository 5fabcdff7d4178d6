"""The course that we ship as a phone and a desk show it: nothing spills, nothing bars the way, nothing is broken."""

from collections.abc import Iterator
from threading import Thread

import pytest
from werkzeug.serving import make_server

from app.courses.commands.preview import Preview
from tests.support.databases import ROOT
from tests.support.screens import DESK, PHONE, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
PAGES = [
    "", "/glossary", "/every-day/way-home", "/every-year/year-plan", "/every-activity/field-practice",
    "/every-class/seating", "/every-student/crisis-referral", "/professional/discipline-law",
]  # fmt: skip
BROKEN_PICTURES = "[...document.images].filter(image => image.complete && !image.naturalWidth).map(image => image.src)"


@pytest.fixture
def shipped(app) -> Iterator[str]:
    """The course's own files, served as editors see them."""
    server = make_server("127.0.0.1", 0, Preview(app, ROOT / "content"), threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/course"
    server.shutdown()
    thread.join(timeout=5)
    server.server_close()


def test_pages_of_the_course_can_be_read_by_everybody(shipped, screens):
    for width, dark in ((PHONE, True), (DESK, False)):
        page = screens.open(shipped, width=width, dark=dark)
        for address in PAGES:
            page.goto(shipped + address)
            assert not spills_over(page), (address, width)
            assert barriers(page) == []
            assert page.evaluate(BROKEN_PICTURES) == []


def test_tables_are_cards_on_a_phone_and_each_cell_says_what_it_is(shipped, screens):
    page = screens.open(f"{shipped}/professional/discipline-law", width=PHONE)
    cell = page.locator(".table--cards td").nth(1)
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"站得住"'
    assert page.locator(".table--cards tr").nth(1).evaluate("row => getComputedStyle(row).display") == "block"


def test_a_topic_prints_as_the_text_alone(shipped, screens):
    page = screens.open(f"{shipped}/every-student/crisis-referral")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="专家点评").is_visible()
    assert page.locator(".reading-body img").first.is_visible()
    for gone in (".top", ".reading-contents", ".reading-aside", ".notice", ".act"):
        assert not page.locator(gone).first.is_visible(), gone
