"""Hostile markup in a real browser: the sanitiser alone would do, the policy alone would do, and the trap does see."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Route

from app.assignments.operations import hand_in_submission
from app.discussions.operations import start_thread
from app.foundation import clock, markup
from app.foundation.web import POLICY
from app.grading.operations import grade_submission, return_submission
from app.opinions.operations import ask_second_opinion, give_second_opinion
from app.phrases.operations import keep_phrase
from tests.browser.hostile import WHOLE, hostile_strings
from tests.browser.visiting import visitor
from tests.support.given import EVENING, Given
from tests.support.live import LiveServer
from tests.support.screens import Screens

pytestmark = pytest.mark.browser
BAIT = (Path(__file__).parent / "bait.js").read_text()
LISTEN = "globalThis.ran = (n) => top.postMessage({ran: n ?? Number(name)}, '*');"
# What others wrote does not number itself: it asks, or warns, and is counted as one.
LISTEN += "for (const name of ['alert', 'confirm', 'prompt']) globalThis[name] = () => top.postMessage({ran: -1}, '*');"
CORPUS = os.environ.get("HOSTILE_CORPUS")  # a file of JSON, [{"text": …}, …], as collections of such strings are given
SAMPLE = [
    "<img src=x onerror=alert(1)>",
    "<svg onload=confirm(1)>",
    "[a](javascript:alert(1))",
    "<b onclick=prompt(1)>b</b>",
]
PROVOKE = """() => {
  for (const element of document.querySelectorAll("main *")) {
    for (const name of ["error", "load", "focus", "click", "mouseover"]) element.dispatchEvent(new Event(name));
  }
}"""
Trap = Callable[..., list[int]]


@pytest.fixture(scope="module")
def strings() -> list[str]:
    return hostile_strings()


@pytest.fixture
def unsanitised(strings: list[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Markdown alone makes of them."""
    monkeypatch.setattr(markup, "sanitise", lambda html, mentions=(): html)
    return [markup.render(text).html for text in strings]


@pytest.fixture
def trap(chromium: Browser) -> Iterator[Trap]:
    """`trap(crowd, loners, policy=True)` shows a crowd in few documents, each loner in one; lists the numbers that ran."""
    context = chromium.new_context()

    def show(crowd: list[str], loners: Sequence[str] = (), policy: bool = True) -> list[int]:
        page = context.new_page()
        headers = (
            {"Content-Security-Policy": POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")}
            if policy
            else {}
        )

        def answer(route: Route) -> None:
            path = route.request.url.partition("//")[2].partition("/")[2]
            if path == "bait.js":
                route.fulfill(content_type="text/javascript", body=BAIT)
            elif path == "":
                body = "<!doctype html><html><body><script type=module src=/bait.js></script></body></html>"
                route.fulfill(content_type="text/html", headers=headers, body=body)
            else:
                route.abort()

        page.route("**/*", answer)
        page.add_init_script(LISTEN)
        page.goto("http://127.0.0.1:9/")
        return sorted(page.evaluate("([crowd, loners]) => tryAll(crowd, loners)", [crowd, list(loners)]))

    yield show
    context.close()


def test_the_trap_sees_what_runs(trap: Trap, strings: list[str], unsanitised: list[str]) -> None:
    assert len(strings) > 2_500
    assert len(trap(unsanitised, policy=False)) > len(strings) // 3
    assert len(trap([], unsanitised[::20], policy=False)) > len(strings) // 20 // 3


def test_the_sanitiser_alone_lets_nothing_run(trap: Trap, strings: list[str]) -> None:
    clean = [markup.render(text).html for text in strings]
    pages = ["".join(clean[first : first + 50]) for first in range(0, len(clean), 50)]
    assert trap(clean, pages, policy=False) == []


def test_the_policy_alone_lets_nothing_run(trap: Trap, unsanitised: list[str]) -> None:
    loners = [html for html in unsanitised if "http-equiv" in html] + unsanitised[::10]
    assert trap(unsanitised, loners) == []


@pytest.mark.timeout(900)
def test_a_corpus_from_elsewhere_runs_neither_sanitised_nor_under_the_policy(
    trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = json.loads(Path(CORPUS).read_text(encoding="utf-8")) if CORPUS else [{"text": text} for text in SAMPLE]
    texts = [entry["text"] for entry in elsewhere]
    clean = [markup.render(text).html for text in texts]
    pages = ["".join(clean[first : first + 50]) for first in range(0, len(clean), 50)]
    assert trap(clean, pages, policy=False) == []
    monkeypatch.setattr(markup, "sanitise", lambda html, mentions=(): html)
    dirty = [markup.render(text).html for text in texts]
    assert trap(dirty, dirty[::10]) == []
    assert trap(dirty[::5], dirty[::50], policy=False) == [-1], "control: many of them do run"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_real_pages_show_it_all_as_words(app: Flask, given: Given, live: LiveServer, screens: Screens) -> None:
    texts = [text.replace("{deed}", "ran({n})").replace("{n}", str(number)) for number, text in enumerate(WHOLE)]
    pages = publish(given, texts)
    page = visitor(live, screens)(given.tutor)
    page.context.add_init_script("globalThis.hits = []; globalThis.ran = (n) => hits.push(n);")
    for path in pages:
        page.goto(path)
        page.route("**/*", stay)  # our own links and pills would lead away while we still look
        page.evaluate(PROVOKE)
        assert page.evaluate("hits") == [], path
        assert "ran(" in page.inner_text("main"), f"{path} hides what was written"
        page.unroute("**/*", stay)
    assert screens.faults == []
    page.evaluate("document.body.append(document.createRange().createContextualFragment('<p onclick=ran(7)>'))")
    page.evaluate(PROVOKE)
    assert page.evaluate("hits") == []
    assert screens.faults
    assert all("Content Security Policy" in fault for fault in screens.faults)
    screens.faults.clear()


def stay(route: Route) -> None:
    """Answer what would lead to another page with nothing, so that this one stays."""
    if route.request.is_navigation_request():
        route.fulfill(status=204)
    else:
        route.fallback()


def publish(given: Given, texts: list[str]) -> list[str]:
    """Put the texts wherever people write, titles included; gives the pages that show them."""
    titles = [text for text in texts if len(text) <= 80]
    thread = given.a_thread(text=texts[0])
    for text in texts[1:24]:
        given.a_reply(thread, text=f"{text} ran(")
    journals = [given.a_journal(title=title, text=text) for title, text in zip(titles, texts, strict=False)]
    work = given.a_submission(text="\n\n".join(texts))
    with given.app.app_context():
        start_thread(given.learner.id, titles[0], texts[1], classroom_id=given.classroom.id)
        grade_submission(given.tutor.id, work, 90, "\n\n".join(texts)[:5000])
        for text in titles[:20]:
            keep_phrase(given.tutor.id, text)
        clock.travel_to(EVENING + timedelta(minutes=1))
        opinion = ask_second_opinion(given.learner.id, "submission", work, "\n\n".join(titles)[:1000])
        give_second_opinion(given.tutor2.id, opinion.id, 60, "\n\n".join(texts)[:5000])
        returned = given.a_submission(topic=given.topic2, text="\n\n".join(texts[:9]))
        return_submission(given.tutor.id, returned, "\n\n".join(texts)[:5000])
        hand_in_submission(given.learner.id, given.topic2.id, "\n\n".join(texts[5:]))
    desk = ["/grading/phrases", f"/submissions/{returned}"]
    lists = [*desk, "/classrooms/c-101/salon", "/classrooms/c-101/journals", "/grading"]
    return [f"/threads/{thread}", f"/submissions/{work}", *lists, *(f"/journals/{number}" for number in journals[:10])]
