"""A browser without a screen: signs a person in, judges each page, sends forms as the page gives them."""

import re
from collections.abc import Callable
from html import unescape
from secrets import token_hex

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.people.models import Person
from tests.support.judge import judge

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r"<input\b[^>]*type=[\"']hidden[\"'][^>]*>")


class Browser(FlaskClient):
    """`submit(page, act, **fields)` fetches the page, takes the hidden fields of its form and posts them with yours."""

    def open(self, *args, **kwargs) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and not kwargs.get("buffered"):
            text = response.get_data(as_text=True)
            if "<html" in text:
                judge(text)
        return response

    def submit(self, page: str, act: str, number: int = 0, **fields) -> TestResponse:
        target, hidden = self.form(page, act, number)
        return self.post(target, data={**hidden, **fields}, content_type="multipart/form-data")

    def form(self, page: str, act: str, number: int = 0) -> tuple[str, dict[str, str]]:
        """The address and the hidden fields of a page's form."""
        response = self.get(page)
        assert response.status_code == 200, (page, response.status_code)
        found = [m for m in FORM.finditer(response.get_data(as_text=True)) if f'data-act="{act}"' in m.group(1)]
        assert len(found) > number, f"{page} has no form {act!r}"
        hidden = {_value(tag, "name"): _value(tag, "value") for tag in HIDDEN.findall(found[number].group(2))}
        return _value(found[number].group(1), "action") or page, hidden

    def token(self, page: str = "/course") -> str:
        """A CSRF token, for requests that scripts send."""
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get(page).get_data(as_text=True))
        assert found, f"{page} carries no CSRF token"
        return unescape(found.group(1))


def _value(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""


def sign_in(client: FlaskClient, person: Person) -> None:
    with client.session_transaction() as session:
        session["_user_id"] = person.get_id()
        session["_fresh"] = True
        session["csrf_token"] = token_hex(20)


@pytest.fixture
def browse(app: Flask) -> Callable[..., Browser]:
    """`browse(person)` is a browser signed in as the person; `browse()` a guest's."""
    app.test_client_class = Browser

    def start(person: Person | None = None) -> Browser:
        client = app.test_client()
        if person is not None:
            sign_in(client, person)
        return client

    return start
