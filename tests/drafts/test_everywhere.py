"""Every text box of every page of every role keeps itself: a box, an address, and words that say how it stands."""

from html.parser import HTMLParser

import pytest

from app.foundation.boxes import is_box
from tests.browser.visiting import PAGES, addresses, furnish

MORE = {
    "tutor": ["/submissions/1/recommendation"],
    "learner": ["/posts/2/edit", "/classrooms/c-101/salon/new", "/course/module-1/topic-12/assignment"],
}
KNOWN = {
    "journal",
    "submission",
    "reply",
    "thread",
    "post",
    "grade",
    "answer",
    "return",
    "recommendation",
    "correction",
}


class Boxes(HTMLParser):
    """The boxes of a page, and what ought to belong to them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.boxes: list[dict[str, str]] = []
        self.ids: set[str] = set()
        self.told: set[tuple[str, str]] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.add(values.get("id", ""))
        if tag == "textarea" and "readonly" not in values:
            self.boxes.append(values)
        if tag == "input" and values.get("name", "").endswith(".box"):
            self.told.add((values["name"].removesuffix(".box"), values["value"]))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_no_text_on_any_page_of_any_role_is_without_protection(given, browse):
    furnish(given)
    kinds = set()
    for role in (role for role in PAGES if role != "guest"):
        browser = browse(getattr(given, role))
        for path in [*addresses(role, given), *MORE.get(role, [])]:
            answer = browser.get(path)
            assert answer.status_code in (200, 302), path
            page = Boxes(answer.text)
            for box in page.boxes:
                assert is_box(box["data-box"]), path
                assert "autosave" in box["data-behavior"].split(), path
                assert box["data-draft-url"] == f"/drafts/{box['data-box']}"
                assert f"{box['id']}-saved" in page.ids, path
                assert (box["name"], box["data-box"]) in page.told, path
                kinds.add(box["data-box"].split(":")[0])
    assert kinds >= KNOWN


def test_the_finder_finds():
    assert [box["name"] for box in Boxes('<textarea name="a"></textarea><textarea readonly></textarea>').boxes] == ["a"]
