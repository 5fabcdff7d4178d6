"""Every main page for every role: nothing bars the way, nothing spills, nothing is heavy, the keyboard is enough."""

import itertools
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.foundation.transactions import transaction
from app.people.models import Person
from app.people.passwords import hash_password
from tests.browser.visiting import PAGES, TOPIC, Visit, addresses, furnish, visitor
from tests.support.given import PASSWORD, Given
from tests.support.live import LiveServer
from tests.support.screens import DESK, PHONE, Screens, barriers, spills_over, until

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
LIGHT = 60 * 1024
TEXT_SIZE = "(size) => { document.documentElement.style.fontSize = size; }"  # the house's own size is 106.25%
TWICE = "212.5%"
ROLES = list(PAGES)
SALON = (("班级", "**/classrooms/c-101"), ("迟到的孩子", "**/threads/1*"))


@pytest.fixture
def visit(live: LiveServer, given: Given, screens: Screens) -> Visit:
    furnish(given)
    return visitor(live, screens)


def person_in(role: str, given: Given) -> Person | None:
    return None if role == "guest" else getattr(given, role)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole_and_bars_nobody_on_a_phone_and_at_a_desk_in_the_dark(
    given: Given, visit: Visit, role: str
) -> None:
    """Each page is asked for once: what its width and its colours change, the style sheet does where it stands."""
    page = visit(person_in(role, given), width=PHONE)
    for path in addresses(role, given):
        stand(page, PHONE, dark=False)
        arrive(page, path)
        assert barriers(page) == []
        assert not spills_over(page), path
        page.evaluate(TEXT_SIZE, TWICE)
        assert not spills_over(page), f"{path} at twice the size of text"
        stand(page, DESK, dark=True)
        assert not spills_over(page), f"{path} at a desk, at twice the size of text"
        page.evaluate(TEXT_SIZE, "")
        assert [f"dark: {fault}" for fault in barriers(page)] == []


def stand(page: Page, width: int, dark: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if dark else "light")


def arrive(page: Page, path: str) -> None:
    """Open a page, and be sure that it is the page and not an excuse."""
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == (404 if path == "/nowhere" else 200), path


HEADS = """() => ['.brand', '.search-link', '.bell:not(.search-link)', '.menu']
  .map((part) => document.querySelector(part).getBoundingClientRect())
  .map((box) => [box.left, box.right, box.top + box.height / 2])"""


def lines(page: Page) -> int:
    """How many lines the parts of the header stand in; none may cover another."""
    heads = page.evaluate(HEADS)
    assert all(one[1] <= other[0] or other[2] > one[2] for one, other in itertools.pairwise(heads)), heads
    return 1 + sum(other[2] - one[2] > 10 for one, other in itertools.pairwise(heads))


def test_the_header_of_a_phone_is_one_line(app: Flask, given: Given, visit: Visit) -> None:
    page = visit(given.learner, width=PHONE)
    for name in ("李志红", "欧阳志红", "阿依古丽·买买提"):
        with app.app_context(), transaction() as session:
            session.execute(Person.__table__.update().values(name=name))
        for language in ("zh", "en"):
            page.goto(f"/notices?lang={language}")
            assert lines(page) == 1, (name, language)
    page.evaluate("document.querySelector('.brand').style.flex = '0 0 auto'")
    page.evaluate("document.querySelector('.brand').style.letterSpacing = '1em'")
    assert lines(page) > 1, "these eyes see no second line"


# Whether a page stands and nothing more has come for a tenth of a second: scripts ask for others at once.
NOTHING_NEW = """() => {
  const ends = performance.getEntriesByType("resource").map((entry) => entry.responseEnd);
  return document.readyState === "complete" && performance.now() - Math.max(0, ...ends) > 100;
}"""


class Scales:
    """Weighs what comes over the line for each page, as if nothing had been kept from the one before."""

    def __init__(self, page: Page) -> None:
        self.page, self.bytes, self.hosts = page, 0, set()
        self.on_the_way: set[str] = set()
        self.loader = ""
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        line.on("Network.requestWillBeSent", self._asked)
        line.on("Network.loadingFinished", self._finished)
        line.on("Network.loadingFailed", lambda event: self.on_the_way.discard(event["requestId"]))

    def weigh(self, path: str) -> int:
        self.bytes = 0
        self.page.goto(path)
        until(self.page, NOTHING_NEW)
        self._wait()
        return self.bytes

    def _wait(self) -> None:
        """Until all that was asked for has come."""
        for _ in range(400):
            if not self.on_the_way:
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{self.page.url} still loads {self.on_the_way}")

    def _asked(self, event: dict) -> None:
        self.hosts.add(urlsplit(event["request"]["url"]).netloc)
        if event["requestId"] == event["loaderId"]:  # a new page: what the one before still sends is not waited for
            self.loader = event["loaderId"]
            self.on_the_way.clear()
        if event["loaderId"] == self.loader:
            self.on_the_way.add(event["requestId"])

    def _finished(self, event: dict) -> None:
        self.on_the_way.discard(event["requestId"])
        self.bytes += int(event["encodedDataLength"])


@pytest.mark.parametrize("role", ["guest", "learner", "tutor"])
def test_pages_are_light_and_ask_nobody_else(given: Given, visit: Visit, live: LiveServer, role: str) -> None:
    page = visit(person_in(role, given))
    scales = Scales(page)
    weights = {path: scales.weigh(path) for path in addresses(role, given)}
    assert {path: weight for path, weight in weights.items() if weight > LIGHT} == {}
    assert min(weights.values()) > 5_000, "the scales stood still"
    assert scales.hosts == {urlsplit(live.url).netloc}


def tab_to(page: Page, words: str, most: int = 80) -> None:
    """Go on with the tabulator until what has the focus is called so, and see that it shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(e => e.ariaLabel || e.labels?.[0]?.innerText || e.innerText || '')(document.activeElement)"
        )
        if words in name:
            outline = page.evaluate("(e => getComputedStyle(e).outlineStyle)(document.activeElement)")
            assert outline != "none", f"nobody sees that {words!r} has the focus"
            return
    raise AssertionError(f"the keyboard does not reach {words!r} on {page.url}")


def test_the_keyboard_is_enough(app: Flask, given: Given, visit: Visit) -> None:
    with app.app_context(), transaction() as session:
        session.execute(Person.__table__.update().values(password_hash=hash_password(PASSWORD)))
    page = visit(None)
    page.goto("/")
    tab_to(page, "跳到正文", most=1)
    tab_to(page, "登录")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")
    for field, words in (("账号", "learner"), ("密码", PASSWORD)):
        tab_to(page, field)
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    for link, address in (("课程", "**/course"), ("专题11", f"**{TOPIC}"), *SALON):
        tab_to(page, link)
        page.keyboard.press("Enter")
        page.wait_for_url(address)
    tab_to(page, "写回复")
    page.keyboard.press("Enter")
    tab_to(page, "回复")
    page.keyboard.type("我在键盘上写完了这一帖。")
    tab_to(page, "回复")
    page.keyboard.press("Enter")
    expect(page.locator("#post-4")).to_contain_text("我在键盘上写完了这一帖。")


def test_errors_are_pages_too(given: Given, visit: Visit) -> None:
    page = visit(given.learner, width=PHONE)
    for path, status in (("/threads/999999", 404), ("/grading", 403)):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status
        assert_page_stands(page)
    page.goto(f"{TOPIC.replace('11', '12')}/assignment")
    with page.expect_response("**/assignment") as refused:
        page.click("[data-act=hand-in] [type=submit]")
    assert refused.value.status == 422
    expect(page.locator("#text-error")).to_be_visible()
    assert page.evaluate("document.activeElement.className") == "problems"
    assert_page_stands(page)


def test_haste_is_answered_kindly_and_what_was_typed_stays(given: Given, visit: Visit) -> None:
    page = visit(given.learner, width=PHONE, script=False)
    page.goto("/me/journals/new")
    token = page.locator("meta[name=csrf-token]").get_attribute("content") or ""
    for _ in range(20):
        page.request.post("/me/journals/new", form={"csrf_token": token})
    page.fill("[name=title]", "急着写的")
    page.fill("[name=text]", "这一段话写了很久，一个字也不能丢。")
    with page.expect_response("**/new") as refused:
        page.click("[name=publish][value='0']")
    assert refused.value.status == 429
    assert "这一段话写了很久，一个字也不能丢。" in page.content()
    assert "慢一点" in page.inner_text("h1")
    assert not spills_over(page)


def assert_page_stands(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert barriers(page) == []
    assert not spills_over(page)
