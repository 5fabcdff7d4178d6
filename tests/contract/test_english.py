"""Every page in English, for every role: what is still Chinese on it stands in the database and not in the house."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import String, Text, select

from app.foundation.database import Base, db
from tests.contract.client import Client, SeenPage
from tests.support.translations import homes, translated

ROLES = ("learner", "tutor", "classadmin", "expert", "area", "team")
STARTS = (
    "/", "/course", "/me", "/me/study-time", "/me/journals", "/me/journals/new", "/me/submissions", "/me/account",
    "/me/password", "/grading", "/honours", "/honours/2026-W13", "/honours/rules", "/forum", "/notices", "/showcase",
    "/statistics", "/activate",
)  # fmt: skip
PER_SHAPE = 2
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
HOLE = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z]\}")
NAMES_OF_LANGUAGES = {"中文"}


@cache
def house_texts() -> re.Pattern[str]:
    """Whatever the code says in Chinese, as one pattern that fits a whole piece of a page."""
    texts = set()
    for path, _folders in homes():
        for message in translated(path):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts |= {text for text in ids if len(CHINESE.findall(text)) and len(HOLE.sub("", text)) > 1}
    parts = (".+?".join(re.escape(part) for part in HOLE.split(text)) for text in texts - NAMES_OF_LANGUAGES)
    return re.compile("|".join(sorted(parts, key=len, reverse=True)), re.DOTALL)


def stored_chinese(app: Flask) -> tuple[set[str], str]:
    """Every value of the database that is Chinese: whole, and all of it as one long line of Chinese."""
    values: set[str] = set()
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, String | Text):
                    values |= {value.strip() for value in db.session.scalars(select(column).distinct()) if value}
                elif "JSON" in str(column.type):
                    values |= set(strings_in(db.session.scalars(select(column)).all()))
    return values, "\n".join("".join(CHINESE.findall(value)) for value in values)


def strings_in(value: object) -> Iterator[str]:
    """All strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings_in(inner)


def shape_of(address: str) -> str:
    """Addresses that differ only in what they name have one shape."""
    path = re.sub(r"/\d+", "/0", urlsplit(address).path)
    path = re.sub(r"/\d{4}-W\d\d", "/week", re.sub(r"^/classrooms/[^/]+", "/classrooms/c", path))
    path = re.sub(r"^/forum/[^/]+", "/forum/board", path)
    return re.sub(r"^/course/[^/]+/[^/]+", "/course/module/topic", path)


def pages_of(client: Client) -> Iterator[tuple[str, SeenPage]]:
    """Walk from the contract's addresses along the links, two pages of each shape."""
    waiting, seen, shapes = list(STARTS), set(), dict[str, int]()
    while waiting:
        address = waiting.pop(0)
        shape = shape_of(address)
        if address in seen or shapes.get(shape, 0) >= PER_SHAPE:
            continue
        seen.add(address)
        shapes[shape] = shapes.get(shape, 0) + 1
        answer = client.browser.get(address, follow_redirects=True, buffered=True)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        page = SeenPage(answer.text)
        waiting += [to.partition("#")[0] for to in page.links if to.startswith("/") and not to.startswith("//")]
        yield address, page


class Stored:
    """What the database says in Chinese, so that it can be told from what the house says."""

    def __init__(self, app: Flask) -> None:
        self.whole, self.everything = stored_chinese(app)
        self.whole |= {piece for text in self.whole if "<" in text for piece in SeenPage(text).pieces}

    def left_on(self, page: SeenPage) -> set[str]:
        """Pieces of a page that are texts of the house, or Chinese that nobody wrote into the database."""
        pieces = {piece for piece in page.pieces if CHINESE.search(piece)} - NAMES_OF_LANGUAGES
        strange = {piece for piece in pieces if not self._is_stored(piece)}
        return {piece[:80] for piece in strange if house_texts().fullmatch(piece) or not self._is_written(piece)}

    def _is_stored(self, piece: str) -> bool:
        """Whether it stands in the database as it is, or is made of such texts with a point between them, as titles are."""
        parts = piece.split(" · ")
        return piece in self.whole or all(part in self.whole or not CHINESE.search(part) for part in parts)

    def _is_written(self, piece: str) -> bool:
        return all(run in self.everything for run in CHINESE.findall(piece))


@pytest.fixture(scope="module")
def kept() -> dict[Flask, Stored]:
    return {}


@pytest.fixture
def stored(small_province: Flask, kept: dict[Flask, Stored]) -> Stored:
    if small_province not in kept:
        kept[small_province] = Stored(small_province)
    return kept[small_province]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("account", [None, *ROLES])
def test_no_page_keeps_a_chinese_word_of_the_house_in_english(small_province, stored, account):
    client = Client(small_province, account)
    assert client.page("/course?lang=en").language == "en"
    left, walked = set(), 0
    for address, page in pages_of(client):
        walked += 1
        assert page.language == "en", f"{address} forgot the language"
        left |= {(shape_of(address), piece) for piece in stored.left_on(page)}
    assert left == set()
    assert walked > (10 if account is None else 30)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_refusals_and_missing_pages_speak_english_too(small_province, stored):
    client = Client(small_province, "learner")
    room = next(to for to in client.page("/?lang=en").links if re.fullmatch(r"/classrooms/[^/]+", to))
    thread = next(to for to in client.page(f"{room}/salon").links if re.match(r"/threads/\d+", to))
    refused = [
        client.send("/me/journals/new", "write-journal", title="", text="x" * 20_001),
        client.send(f"{room}/salon/new", "start-thread", title="\x0b", text=""),
        client.send(thread, "reply", text=""),
        Client(small_province).browser.post("/sign-in?lang=en", data={"account": "", "password": ""}),
    ]
    assert {answer.status_code for answer in refused} == {422}
    assert {piece for answer in refused for piece in stored.left_on(SeenPage(answer.text))} == set()
    for address, status in (("/nowhere", 404), ("/grading", 403)):
        answer = client.get(address)
        assert (answer.status_code, stored.left_on(SeenPage(answer.text))) == (status, set())


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_same_pages_in_chinese_are_full_of_them(small_province, stored):
    client = Client(small_province, "tutor")
    assert len(stored.left_on(client.page("/grading"))) > 10


def test_what_the_house_says_in_chinese_would_be_found():
    assert house_texts().fullmatch("保存并看下一件")
    assert house_texts().fullmatch("第 3 稿")
    assert not house_texts().fullmatch("放学前的一句话")


def test_the_language_is_remembered_and_can_be_changed_back(small_province):
    guest = Client(small_province)
    assert guest.page("/").language.startswith("zh")
    assert guest.page("/course?lang=en").language == "en"
    assert guest.page("/honours").language == "en"
    assert guest.page("/sign-in?lang=zh").language.startswith("zh")
    assert guest.page("/").language.startswith("zh")
