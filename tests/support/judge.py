"""Every page that a test fetches is judged: a heading, labels, unique ids, a token in each form that changes
something, and a box for each text, in which it keeps itself."""

from collections import Counter
from html.parser import HTMLParser

UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings = 0
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.inputs: list[dict[str, str]] = []
        self.faults: list[str] = []
        self._label_depth = 0
        self._form: dict[str, str] | None = None
        self._has_token = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._judge_attributes(tag, values)
        if tag == "h1":
            self.headings += 1
        elif tag == "label":
            self._label_depth += 1
            self.labels.add(values.get("for", ""))
        elif tag == "form":
            self._form, self._has_token = values, False
        elif tag in {"input", "textarea", "select"}:
            self._input(tag, values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self._label_depth -= 1
        if tag == "form" and self._form is not None:
            if self._form.get("method", "get").lower() == "post" and not self._has_token:
                self.faults.append(f"form {self._form.get('action', '')!r} has no CSRF token")
            self._form = None

    def _judge_attributes(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            self.ids.append(values["id"])
        for name in values:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag}> carries {name}")
        if tag == "img" and "alt" not in values:
            self.faults.append("<img> without alt")

    def _input(self, tag: str, values: dict[str, str]) -> None:
        if values.get("name") == "csrf_token":
            self._has_token = True
        if tag == "textarea" and "readonly" not in values and not values.get("data-box"):
            self.faults.append(f"textarea {values.get('name')!r} has no box: what is written there could be lost")
        if tag == "input" and values.get("type", "text") in UNLABELLED:
            return
        if not (self._label_depth or values.get("aria-label") or values.get("aria-labelledby")):
            self.inputs.append(values)

    def verdict(self) -> list[str]:
        faults = list(self.faults)
        if self.headings != 1:
            faults.append(f"{self.headings} h1")
        faults += [f"id {name!r} twice" for name, count in Counter(self.ids).items() if count > 1]
        faults += [f"input {v.get('name')!r} has no label" for v in self.inputs if v.get("id") not in self.labels]
        return faults


def judge(html: str) -> None:
    faults = Page(html).verdict()
    assert not faults, faults
