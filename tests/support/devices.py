"""Browsers of people who write: each signed in, on a page whose boxes have looked for what was left in them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.drafts.models import Draft
from app.foundation.database import db
from tests.support.browsing import sign_in
from tests.support.screens import until

NEW = "/me/journals/new"
BOX = "/drafts/journal:new"
SAVES = re.compile(r"/drafts/[^?]*$")
WORDS = "下了一夜的雨，早读只到了一半的人。"


def cookies_of(live, person) -> list[dict]:
    client = live.app.test_client()
    sign_in(client, person)
    return [{"name": "session", "value": client.get_cookie("session").value, "url": live.url}]


def arrive(page: Page, address: str = NEW, box: str = BOX) -> None:
    """Open a page and wait until its box has asked what was left: a page that asks later would go on from that."""
    with page.expect_response(lambda answer: f"{box}?sent=" in answer.url):
        page.goto(address)


@pytest.fixture
def device(live, screens) -> Callable[..., Page]:
    """A browser of its own, signed in as the person, on a page that is ready to write on."""

    def start(person, address=NEW, box=BOX):
        page = screens.open(live.url + "/healthz")
        page.context.add_cookies(cookies_of(live, person))
        arrive(page, address, box)
        return page

    return start


def state(page: Page, name: str, box: str = "text") -> None:
    """Wait until the box says that it is in this state."""
    expect(page.locator(f"#{box}-saved")).to_have_attribute("data-state", re.compile(name))


def kept_here(page: Page, words: str) -> None:
    """Wait until this device has a copy of these words."""
    until(page, "words => Object.values(localStorage).some(kept => kept.includes(words))", words)


def drafts(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Draft.text).where(Draft.settled_at.is_(None)).order_by(Draft.id)))


def without_server(page: Page, status: int | None = None) -> None:
    """Nothing that this page saves arrives, or it is answered like this."""

    def refuse(route):
        if route.request.method != "POST":
            route.fallback()
        elif status is None:
            route.abort()
        else:
            route.fulfill(status=status, json={"message": "存不了"})

    page.route(SAVES, refuse)
