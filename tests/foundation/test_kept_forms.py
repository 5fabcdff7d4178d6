"""Forms inside pieces that are kept: made once, and for each person with a token and a key of their own."""

import re

import pytest
from flask import Flask, session
from markupsafe import Markup

from app.foundation.forms import Form, TextField
from app.foundation.templating import KEY, TOKEN, forget_pieces, piece

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
FIELD = re.compile(r'name="(csrf_token|key)"[^>]*value="([^"]*)"')


class Said(Form):
    text = TextField("text")


@pytest.fixture
def page(app: Flask):
    """`page(template, **values)` shows a piece as somebody whose session says `secret`."""
    forget_pieces()

    def show(source: str, secret: str = "a", **values) -> Markup:
        app.jinja_env.kept["zh", source] = app.jinja_env.from_string(source)
        with app.test_request_context():
            session["csrf_token"] = secret * 40
            return piece(source, **values)

    yield show
    forget_pieces()
    app.jinja_env.kept.clear()


def test_a_piece_is_made_once_for_its_values(page) -> None:
    made = []
    source = "{{ said }}{{ note.append(1) or '' }}"
    note = type("Note", (), {"append": lambda _self, _value: made.append(1)})()
    assert [page(source, said=word, note=note) for word in ("一", "一", "二")] == ["一", "一", "二"]
    assert len(made) == 2


def test_two_people_get_tokens_and_keys_of_their_own_in_the_same_piece(page) -> None:
    source = "<form>{{ form.csrf_token }}{{ form.key }}</form>"
    mine, theirs, again = (page(source, secret, form=Said) for secret in "aba")
    shown = [dict(FIELD.findall(html)) for html in (mine, theirs, again)]
    assert all(fields.keys() == {"csrf_token", "key"} for fields in shown), mine
    assert shown[0]["csrf_token"] != shown[1]["csrf_token"]
    assert len({fields["key"] for fields in shown}) == 3
    assert not any(mark in html for html in (mine, theirs, again) for mark in (TOKEN, KEY))


def test_the_token_of_one_form_is_refused_in_the_session_of_another(app: Flask, page) -> None:
    from flask_wtf.csrf import ValidationError, validate_csrf

    token = dict(FIELD.findall(page("{{ form.csrf_token }}{{ form.key }}", "a", form=Said)))["csrf_token"]
    for secret, is_own in (("a", True), ("b", False)):
        with app.test_request_context():
            session["csrf_token"] = secret * 40
            if is_own:
                validate_csrf(token)
            else:
                with pytest.raises(ValidationError):
                    validate_csrf(token)


def test_neither_viewer_nor_request_is_in_sight_of_a_piece(page) -> None:
    assert page("{{ 'seen' if request or session or g or config else 'nothing' }}") == "nothing"
