"""Asks every route, as everybody, about every object, and writes down what came back."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from unittest import mock
from zipfile import ZipFile

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import EnvironBuilder, run_wsgi_app
from werkzeug.wrappers import Response

from app.foundation.access import rule_name
from app.foundation.database import Base, db
from app.foundation.limits import limiter
from app.foundation.sheets import MEDIA_TYPE
from tests.access.objects import Example, examples_for, readers_of
from tests.access.world import PRINCIPALS, World
from tests.support.sockets import cookie_of

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
CANARY = re.compile(r"cnry[a-z0-9]+end")
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE)\b", re.IGNORECASE)
VARYING = re.compile(r'(name="(?:csrf_token|key|csrf-token)" (?:content|value)=)"[^"]*"')
FROM = {"REMOTE_ADDR": "127.0.0.1"}
BODY = {
    "title": "雨天的晨会", "text": "下了一夜的雨，早读只到了一半的人，我先把灯打开，再一个一个地等。", "score": "88",
    "grade": "优", "comment": "您把那一晚写得很细，下次请再写写孩子后来怎么说。", "reason": "这一篇值得大家读一读。",
    "language": "zh", "number": "1", "section": "case", "sequence": "1", "visible": "1000", "active": "1",
    "figure": "study", "verdict": "rejected",
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One address asked in one way; `readers` may see all its objects, `twin` is the same with the last one missing."""

    method: str
    rule: str
    access: str
    variant: str
    url: str
    readers: frozenset[str]
    twin: str | None


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    fingerprint: str
    canaries: frozenset[str]


@dataclass
class Findings:
    """Everything that was asked and answered, and what the sweep could not ask."""

    answers: dict[tuple[Question, str], Answer] = field(default_factory=dict)
    unruled: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    writing_gets: list[str] = field(default_factory=list)


class Sweep:
    """Every GET first, with an eye on the database; then every act, whose effects are dropped."""

    def __init__(self, app: Flask, world: World, principals: Sequence[str] = PRINCIPALS) -> None:
        self.app, self.world, self.findings = app, world, Findings()
        self.client = FlaskClient(app, app.response_class, use_cookies=False)
        self.cookies = {name: self._cookie(name) for name in principals}

    def run(self, only: set[str] | None = None) -> Findings:
        """Ask all routes, or only these endpoints."""
        questions = list(self.questions(only))
        with _quiet(self.app):
            before = content_of(self.app)
            for question in (q for q in questions if q.method == "GET"):
                with _hearing_writes(self.app, question.url, self.findings.writing_gets):
                    self._ask(question)
            after = content_of(self.app)
            self.findings.writing_gets += [f"a GET changed {name}" for name in before if before[name] != after[name]]
            with mock.patch.object(Session, "commit", Session.rollback):
                for question in (q for q in questions if q.method != "GET"):
                    self._ask(question)
        return self.findings

    def questions(self, only: set[str] | None = None) -> Iterator[Question]:
        for rule in sorted(self.app.url_map.iter_rules(), key=lambda rule: (rule.rule, sorted(rule.methods or ()))):
            if rule.endpoint == "static" or (only is not None and rule.endpoint not in only):
                continue
            if rule_name(self.app.view_functions[rule.endpoint]) is None:
                self.findings.unruled.append(rule.rule)
            examples = examples_for(rule, self.world)
            if not examples:
                self.findings.unknown.append(rule.rule)
            for method in (m for m in METHODS if m in (rule.methods or ())):
                yield from (self._question(rule, method, example) for example in examples)

    def _question(self, rule: Rule, method: str, example: Example) -> Question:
        build = self.app.url_map.bind("localhost").build
        access = rule_name(self.app.view_functions[rule.endpoint]) or "none"
        url = build(rule.endpoint, example.values, method=method)
        twin = build(rule.endpoint, example.twin, method=method) if example.twin else None
        return Question(method, rule.rule, access, example.variant, url, readers_of(example, self.world), twin)

    def _ask(self, question: Question) -> None:
        body = None if question.method == "GET" else BODY
        asked = EnvironBuilder(question.url, method=question.method, data=body, environ_base=FROM).get_environ()
        said = asked["wsgi.input"].read()
        for name, cookie in self.cookies.items():
            visit = {**asked, "wsgi.input": BytesIO(said), "HTTP_COOKIE": cookie.get("Cookie", "")}
            with Response(*run_wsgi_app(self.app, visit, buffered=True)) as response:
                self.findings.answers[question, name] = _answer(response, question.url)

    def _cookie(self, name: str) -> dict[str, str]:
        """As if just signed in, sent anew each time: acts end sessions and leave messages for the next page."""
        return {} if name == "guest" else {"Cookie": cookie_of(self.app, getattr(self.world.given, name))}


def _answer(response, url: str) -> Answer:
    content = _text(response)
    print_of = hashlib.sha256(_plain(content, url).encode()).hexdigest()
    heard = frozenset(CANARY.findall(content + str(response.headers)))
    return Answer(response.status_code, response.location or "", print_of, heard)


def _text(response) -> str:
    """What an answer says; of a spreadsheet or an archive what stands in it, for canaries are packed there."""
    if response.mimetype not in (MEDIA_TYPE, "application/zip"):
        return response.get_data().decode("utf-8", "replace")  # pictures too
    with ZipFile(BytesIO(response.get_data())) as package:
        names = [name for name in package.namelist() if response.mimetype != MEDIA_TYPE or "sheet" in name]
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in names)


def without_tokens(content: str) -> str:
    """A page without its tokens and keys, which are new each time."""
    return VARYING.sub(r"\1", content)


def _plain(content: str, url: str) -> str:
    """A page without what differs each time it is asked for, and without its own address and those above it."""
    content = without_tokens(content)
    while url.count("/") > 1:
        content, url = content.replace(url, "*").replace(url.replace("/", "%2F"), "*"), url.rpartition("/")[0]
    return content


@contextmanager
def _quiet(app: Flask) -> Iterator[None]:
    """Tokens and limits are tried elsewhere; here they would only hide what stands behind them."""
    enabled, limiter.enabled = limiter.enabled, False
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        yield
    finally:
        limiter.enabled = enabled
        app.config["WTF_CSRF_ENABLED"] = True


@contextmanager
def _hearing_writes(app: Flask, url: str, heard: list[str]) -> Iterator[None]:
    def hear(_connection, _cursor, statement, *_others) -> None:
        if WRITES.match(statement):
            heard.append(f"{url}: {statement[:60]}")

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", hear)


def content_of(app: Flask) -> dict[str, str]:
    """A hash of each table's rows."""
    hashes = {}
    with app.app_context(), db.engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{table.name}"')))
            hashes[table.name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return hashes
