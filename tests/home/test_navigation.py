"""Where everybody goes next, and what the navigation costs."""

import re

import pytest

from app.home.navigation import Standing, entries_for

LINK = re.compile(r'<nav class="nav".*?</nav>', re.DOTALL)
FIRST = {
    "learner": ["/me", "/course", "/classrooms/c-101", "/forum", "/resources", "/honours"],
    "tutor": ["/grading", "/statistics", "/course", "/classrooms/c-101", "/forum", "/resources", "/honours"],
    "class_administrator": ["/statistics", "/course", "/classrooms/c-101", "/forum", "/resources", "/honours"],
    "expert": ["/statistics/4301", "/course", "/forum", "/resources", "/honours"],
    "area": ["/statistics/4301", "/course", "/forum", "/resources", "/honours", "/roster", "/administration"],
    "team": ["/statistics", "/course", "/forum", "/resources", "/honours", "/roster", "/administration"],
    "left": ["/me", "/course", "/forum", "/resources", "/honours"],
}


def links(page: str) -> list[str]:
    found = LINK.search(page)
    assert found
    return re.findall(r'href="([^"]+)"', found.group())


@pytest.mark.parametrize("who", FIRST)
def test_everybodys_own_next_things_come_first(given, browse, who):
    browser = browse(getattr(given, who))
    assert links(browser.get("/course").text) == FIRST[who]
    for address in FIRST[who]:
        assert browser.get(address).status_code in (200, 302), address


def test_a_guest_sees_the_course_and_the_stars(given, browse):
    assert links(browse().get("/course").text) == ["/course", "/honours"]


def test_the_present_page_and_those_below_it_are_marked():
    current = {entry.name: entry.current for entry in entries_for(Standing(learns_in="c-1"), "/classrooms/c-1/salon")}
    assert current == {
        "learning": False,
        "course": False,
        "classroom": True,
        "forum": False,
        "resources": False,
        "honours": False,
    }
    assert not any(entry.current for entry in entries_for(Standing(learns_in="c-1"), "/classrooms/c-10"))


def test_the_navigation_costs_nothing_beyond_the_memberships(given, browse, statements):
    browser = browse(given.learner)
    browser.get("/me/account")
    with statements() as sent:
        browser.get("/me/account")
    assert sent.number <= 4, sent.sent  # identity, roles shown on this page, memberships, unread notices


def test_the_house_says_whether_it_stands(given, browse):
    assert browse().get("/healthz").json == {"status": "alive"}
    assert browse().get("/readyz").json == {"status": "ready", "missing": []}
