"""A writer at the editor: takes the form as it is shown, changes what is said, presses a button."""

import re
from html import unescape
from typing import Any

from werkzeug.test import TestResponse

from tests.support.browsing import Browser

INPUT = re.compile(r"<input\b([^>]*)>")
AREA = re.compile(r"<textarea\b([^>]*)>(.*?)</textarea>", re.DOTALL)
FORM = re.compile(r'<form\b[^>]*data-act="write-bulletin"[^>]*>(.*?)</form>', re.DOTALL)


def fields_of(page: str) -> dict[str, Any]:
    """Everything that a browser would send with the editor's form."""
    form = FORM.search(page)
    assert form, "there is no editor on this page"
    sent: dict[str, Any] = {}
    for tag in INPUT.findall(form.group(1)):
        kind, name, value = (_value(tag, word) for word in ("type", "name", "value"))
        if kind == "checkbox":
            if "checked" in tag:
                sent.setdefault(name, []).append(value)
        elif kind not in ("file", "submit"):
            sent[name] = value
    for tag, text in AREA.findall(form.group(1)):
        sent[_value(tag, "name")] = unescape(text).removeprefix("\r\n").removeprefix("\n")
    return sent


def press(writer: Browser, edit: str, do: str, **changes: Any) -> TestResponse:
    """Open the editor, change some fields, press a button."""
    fields = {**fields_of(writer.get(edit).text), **changes}
    return writer.post(edit, data={**fields, "do": do}, content_type="multipart/form-data")


def begun(writer: Browser, code: str, week: str) -> str:
    """Begin a bulletin in one press; gives the editor's address."""
    _target, hidden = writer.form(f"/classrooms/{code}/bulletins", "begin-bulletin")
    answer = writer.post(f"/classrooms/{code}/bulletins", data={**hidden, "week": week})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def _value(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found.group(1)) if found else ""
