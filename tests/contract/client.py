"""A scripted client that knows the published contract and nothing of this code: it parses pages and posts their forms."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

PASSWORD = "banzhuren-2009"
VOID = {"input", "meta", "link", "br", "img", "hr", "source", "wbr", "col"}
SPOKEN = ("title", "alt", "placeholder", "aria-label", "content", "value")


@dataclass
class SeenForm:
    """A form as it stands in a page."""

    attributes: dict[str, str]
    hidden: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def act(self) -> str:
        return self.attributes.get("data-act", "")


class SeenPage(HTMLParser):
    """What a page holds: its forms, its links, and every piece of text with the elements around it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[SeenForm] = []
        self.links: list[str] = []
        self.pieces: list[str] = []
        self.language = ""
        self._open: list[str] = []
        self._cited_from = 0
        self._box: str | None = None
        self._form: SeenForm | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
            if tag in {"p", "h2"} and values.get("lang") == "zh":
                self._cited_from = len(self._open)
        if tag == "html":
            self.language = values.get("lang", "")
        elif tag == "a":
            self.links.append(values.get("href", ""))
        elif tag == "form":
            self._form = SeenForm(values)
            self.forms.append(self._form)
        elif self._form is not None and "name" in values:
            self._take(tag, values, self._form)
        self.pieces += [values[name] for name in values if _is_spoken(tag, name, values)]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if len(self._open) < self._cited_from:
            self._cited_from = 0
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._box = None

    def handle_data(self, data: str) -> None:
        if self._box is not None and self._form is not None:
            self._form.typed[self._box] += data
        elif self._cited_from:
            return  # a document's own words, which say that they are Chinese
        elif data.strip() and not {"script", "style"} & set(self._open):
            self.pieces.append(data.strip())

    def form(self, act: str, number: int = 0) -> SeenForm:
        found = [form for form in self.forms if form.act == act]
        assert len(found) > number, f"no form {act!r}, only {[form.act for form in self.forms]}"
        return found[number]

    def _take(self, tag: str, values: dict[str, str], form: SeenForm) -> None:
        name, kind = values["name"], values.get("type", "text")
        if tag == "textarea":
            self._box, form.typed[name] = name, ""
        elif tag == "input" and kind == "hidden":
            form.hidden[name] = values.get("value", "")
        elif tag == "input" and kind in {"radio", "checkbox"}:
            form.offered.setdefault(name, []).append(values.get("value", ""))
        elif tag == "input":
            form.typed[name] = values.get("value", "")


def _is_spoken(tag: str, name: str, values: dict[str, str]) -> bool:
    """Whether an attribute is words for a person; what somebody typed and what scripts carry is not."""
    if name == "value":
        return tag == "input" and values.get("type") in {"submit", "button"}
    return name in SPOKEN or (name.startswith("data-") and name not in {"data-label", "data-ladder"})


class Client:
    """One visitor with cookies."""

    def __init__(self, app: Flask, account: str | None = None) -> None:
        self.browser = app.test_client()
        if account is not None:
            self.sign_in(account)

    def get(self, address: str) -> TestResponse:
        return self.browser.get(address)

    def page(self, address: str) -> SeenPage:
        response = self.browser.get(address, follow_redirects=True)
        assert response.status_code == 200, (address, response.status_code)
        return SeenPage(response.text)

    def sign_in(self, account: str, password: str = PASSWORD) -> TestResponse:
        form = next(form for form in self.page("/sign-in").forms if "password" in form.typed)
        answer = self.browser.post("/sign-in", data={**form.hidden, "account": account, "password": password})
        assert answer.status_code == 302, f"{account} cannot sign in: {answer.status_code}"
        return answer

    def send(self, address: str, act: str, number: int = 0, **fields: Any) -> TestResponse:
        """Open a page and post its form with the fields of the contract and what is hidden in it."""
        return self.post(address, self.page(address).form(act, number), **fields)

    def post(self, address: str, form: SeenForm, **fields: Any) -> TestResponse:
        data = {**form.hidden, **fields}
        target = form.attributes.get("action") or address
        encoding = form.attributes.get("enctype", "application/x-www-form-urlencoded")
        return self.browser.post(target, data=data, content_type=encoding)

    def follow(self, answer: TestResponse) -> tuple[str, str]:
        """The page to which a taken form leads: its address and its text."""
        assert answer.status_code in (302, 303), (answer.status_code, re.sub(r"\s+", " ", answer.text)[:400])
        address = urlsplit(answer.location)
        place = address.path + (f"?{address.query}" if address.query else "")
        page = self.browser.get(place)
        assert page.status_code == 200, (place, page.status_code)
        return address.path, page.text
