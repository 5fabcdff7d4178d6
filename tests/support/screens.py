"""Pages in a real Chromium: any width, with or without script; a fault in the console fails the test."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect

SERIOUS = ("serious", "critical")
PHONE, DESK = 360, 1280
ROOT = Path(__file__).resolve().parents[2]
NO_FAULTS = ("Failed to load resource", "HTTP Authentication failed", "Data frame received after close")
PATIENCE = 20.0  # seconds: a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE * 1000)


@dataclass
class Screens:
    """Opens pages, each person in a context of their own, and keeps what their consoles complain of."""

    chromium: Browser
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, address: str, width: int = DESK, script: bool = True, dark: bool = False) -> Page:
        """Open an address as a newcomer; `page.context.new_page()` is a second tab of the same person."""
        context = self.chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(PATIENCE * 1000)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _listen(self, message: ConsoleMessage) -> None:
        # A refused form answers 422 and a missing page 404: Chromium reports both as failed loads, tests judge them.
        # The same of a socket whose sign-in ended while it was away and came again, and of one that was closed while
        # the server had something on its lips: its last words come after its good-bye.
        expected = any(words in message.text for words in NO_FAULTS)
        if message.type == "error" and not expected and not _was_left(message.text):
            self.faults.append(message.text)


def until(page: Page, question: str, arg: Any = None) -> None:
    """Ask the page until it says yes. Each time from outside: no policy of the page forbids that, no stopped clock delays it."""
    end = time.monotonic() + PATIENCE
    while not _asked(page, question, arg):
        assert time.monotonic() < end, f"never came true on {page.url}: {question}"
        page.wait_for_timeout(50)


def _asked(page: Page, question: str, arg: Any) -> bool:
    try:
        return bool(page.evaluate(question, arg))
    except Error as error:
        if "context was destroyed" in str(error):
            return False  # the page is on its way to another one
        raise


def _was_left(complaint: str) -> bool:
    """Whether a script that does exist stopped loading, because somebody quick left the page meanwhile."""
    script = re.search(r"dynamically imported module: https?://[^/]+/(static/js/[\w/.-]+)", complaint)
    return script is not None and (ROOT / script[1]).is_file()


@pytest.fixture
def screens(chromium: Browser) -> Iterator[Screens]:
    """`screens.open(live.url, width=360)`; scripts must not have complained when the test ends."""
    opened = Screens(chromium)
    yield opened
    opened.close()
    assert opened.faults == []


@pytest.fixture
def sign_in_on() -> Callable[[Page, str, str], None]:
    """Sign in as a person does: by typing."""

    def sign_in(page: Page, account: str, password: str) -> None:
        page.goto("/sign-in")
        page.fill("[name=account]", account)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_load_state()

    return sign_in


JUDGE = """axe.run({resultTypes: ["violations"]}).then((told) => told.violations)"""


def barriers(page: Page) -> list[str]:
    """List what keeps somebody from using the page, as far as axe finds it serious."""
    if not page.evaluate("'axe' in window"):  # a page that was judged before still has its judge
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(JUDGE)
    return [
        f"{page.url} {fault['id']}: {fault['help']} {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in SERIOUS
    ]


def spills_over(page: Page) -> bool:
    """Tell whether a page must be pushed sideways to be read."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
