"""Whatever words anybody wrote anywhere, none of them runs on any page: escaped everywhere, and stopped by the policy."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route

from app.foundation import markup
from tests.browser.tainting import FIELDS, WRITTEN, columns_with_words, fields_of_words, taint
from tests.browser.test_nothing_runs import PROVOKE, stay
from tests.browser.visiting import addresses, furnish, visitor
from tests.support.screens import until
from tests.support.sockets import eventually

pytestmark = pytest.mark.browser
DEED = re.compile(r"ran\((\d+)\)")
MUST_BE_SEEN = {
    "posts.html", "threads.title", "journals.title", "journals.html", "submission_versions.html", "grades.comment", "people.name",
    "classrooms.name", "topics.title", "sections.html", "modules.title", "drafts.text", "notices.data", "schools.name",
}  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_column_of_words_is_tainted(app):
    listed = {f"{table}.{name}" for table, names in WRITTEN.items() for name in names}
    assert columns_with_words() == listed, "say in tests/browser/tainting.py whether people write there"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_every_field_of_every_form_leads_to_a_tainted_column(app):
    assert fields_of_words() == set(FIELDS), "say in tests/browser/tainting.py where its words are kept"
    listed = {f"{table}.{name}" for table, names in WRITTEN.items() for name in names}
    assert {column for column in FIELDS.values() if column} <= listed


@pytest.fixture
def pages(given, live, screens) -> Iterator[tuple[str, Page]]:
    """For each role a page of theirs and the addresses to look at."""
    furnish(given)
    yield lambda name: (visitor(live, screens)(getattr(given, name)), addresses(name, given))
    screens.close()
    screens.contexts.clear()
    screens.faults.clear()  # the policy complains of each thing that it stopped


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("shield", ["sanitiser", "policy"])
def test_nothing_runs_on_any_page_behind_either_shield_alone(app, pages, monkeypatch, shield):
    """Without the policy everything has to be escaped or cleaned; without the sanitiser the policy has to stop it."""
    with app.app_context():
        if shield == "policy":
            monkeypatch.setattr(markup, "sanitise", lambda html, mentions=(): html)
        tainted = taint(lambda words: markup.render(words).html)
    hits: list[object] = []
    seen: set[str] = set()
    for name in ("learner", "tutor", "team"):
        page, paths = pages(name)
        page.context.expose_binding("ran", lambda _source, number=None: hits.append(number))
        if shield == "sanitiser":
            page.context.route("**/*", without_policy)
        for path in paths:
            answer = page.goto(path)
            assert answer is not None
            assert answer.status < 500, path
            page.route("**/*", stay)
            page.evaluate(PROVOKE)
            seen |= {tainted.columns[int(number)] for number in DEED.findall(page.content())}
            page.unroute("**/*", stay)
    assert hits == []
    assert seen >= {column for column in MUST_BE_SEEN if shield == "policy" or not column.endswith("html")}
    if shield == "policy":
        page.context.route("**/*", without_policy)
        page.goto("/threads/1")
        page.evaluate(PROVOKE)
        until(page, "() => document.readyState === 'complete'")
        assert eventually(lambda: bool(hits), 5), "the control: without either shield they do run"


def without_policy(route: Route) -> None:
    """A page whose answer has lost its policy; all else as it comes."""
    if not route.request.is_navigation_request():
        route.fallback()
        return
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
    route.fulfill(response=answer, headers=headers)
