"""Pieces of pages that are kept: nobody's token in anybody else's page, and no more kept than there is room for."""

import pytest
from flask import Flask
from jinja2 import DictLoader
from markupsafe import Markup

from app.foundation import templating
from app.foundation.templating import LARGEST_KEPT, Shelf, _Kept, piece

FORM = "<form>{{ csrf_token() }}</form>"
TEMPLATES = {"inner.html": FORM, "outer.html": '{{ piece("inner.html") }}{{ word }}', "word.html": "{{ word }}"}


@pytest.fixture
def pieces(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application that knows the templates above, with nothing kept yet."""
    loader = DictLoader({f"zh/{name}": source for name, source in TEMPLATES.items()})
    monkeypatch.setattr(app.jinja_env, "loader", loader)
    monkeypatch.setattr(app.jinja_env, "kept", {})
    monkeypatch.setattr(app.jinja_env, "cache", None)
    monkeypatch.setattr(templating, "_shelf", Shelf(LARGEST_KEPT * 4))
    return app


def shown(app: Flask, template: str, **values: object) -> str:
    """The piece as one visitor sees it: each has a session, and so a token, of their own."""
    with app.test_request_context():
        return str(piece(template, **values))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("template", ["inner.html", "outer.html"])
def test_a_token_is_its_visitors_own_in_a_piece_inside_a_piece_too(pieces: Flask, template: str) -> None:
    first, second = (shown(pieces, template, word="") for _ in range(2))
    assert first.startswith("<form>")
    assert templating.TOKEN not in first
    assert first != second, "one visitor's token was kept for the next"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_words_that_somebody_typed_are_not_the_safe_ones_that_look_like_them(pieces: Flask) -> None:
    assert shown(pieces, "word.html", word=Markup("<b>1</b>")) == "<b>1</b>"
    assert shown(pieces, "word.html", word="<b>1</b>") == "&lt;b&gt;1&lt;/b&gt;"


def kept(weight: int) -> _Kept:
    return _Kept(Markup("x" * weight))


def test_there_is_an_end_to_what_is_kept() -> None:
    """Each like makes another page of a thread: without an end a few long posts would fill the memory."""
    shelf = Shelf(100_000)
    for number in range(1_000):
        shelf.put(number, kept(5_000))
        shelf.put("hot", kept(10)) if number == 0 else shelf.find("hot")
    found = [number for number in range(1_000) if number in shelf._new or number in shelf._old]
    assert 5 <= len(found) <= 20
    assert max(found) == 999
    assert shelf.find("hot") is not None, "what is asked for all the time stays"


def test_what_is_larger_than_any_page_of_ours_is_not_kept() -> None:
    shelf = Shelf(LARGEST_KEPT * 10)
    shelf.put("huge", kept(LARGEST_KEPT))
    assert shelf.find("huge") is None
