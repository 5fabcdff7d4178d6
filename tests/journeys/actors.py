"""People of a journey, each at a screen of their own: what they do, they do by typing and clicking."""

import io
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.support.given import PASSWORD
from tests.support.screens import DESK, Screens

SubmitPath = tuple[str, str]


def picture(path: Path) -> Path:
    """A small photograph of a blackboard."""
    image = Image.effect_noise((96, 64), 20).convert("RGB")
    image.save(path)
    return path


def document(path: Path) -> Path:
    """A small PDF whose pages say nothing."""
    path.write_bytes(
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF\n"
    )
    return path


class Actor:
    """Somebody with a browser; `page` is what is open on it."""

    def __init__(self, screens: Screens, url: str, account: str, width: int = DESK, script: bool = True) -> None:
        self.page: Page = screens.open(url, width=width, script=script)
        self.account = account
        self.script = script

    def sign_in(self) -> None:
        self.follow("登录")
        self.page.fill("[name=account]", self.account)
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url("**/")

    def follow(self, name: str, within: str = "body") -> None:
        """Click the first link of that name."""
        self.page.locator(within).get_by_role("link", name=name).first.click()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def write(self, **fields: str) -> None:
        for name, words in fields.items():
            self.page.fill(f"[name={name}]", words)

    def sees(self, *words: str, within: str = "main") -> None:
        for each in words:
            expect(self.page.locator(within).first).to_contain_text(each)


def seconds_until(act: Callable[[], None], seen: Callable[[], None]) -> float:
    """How long it takes from an act until it is seen."""
    begun = time.monotonic()
    act()
    seen()
    return time.monotonic() - begun


def downloaded(page: Page, link: str) -> bytes:
    """What a person gets who clicks on an attachment."""
    address = page.get_by_role("link", name=link).get_attribute("href")
    return page.request.get(address or "").body()


def size_of(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size
