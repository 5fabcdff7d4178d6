"""The signals of reading pages, and 「读完了」."""

import json
from itertools import pairwise
from typing import Any

from flask import Response, current_app, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.policy import is_learner
from app.courses.course import TITLE_OF
from app.courses.queries import get_topic_line
from app.foundation.access import carried, permitted, viewer
from app.foundation.errors import Refused
from app.foundation.limits import address, limiter
from app.foundation.together import NotWritten
from app.study import signals, visits
from app.study.operations import finish_section, hear
from app.study.routes.blueprint import study
from app.study.signals import Signal
from app.study.visits import Visit

LONGEST = 8_000  # bytes: an hour without a line is told in half of it


def _reader() -> str:
    """Pages are counted by the person they were made for, without asking who that is."""
    visit = _said().get("visit")
    return f"reader:{visit.person_id}" if isinstance(visit, Visit) else f"address:{address()}"


@study.post("/study/signals")
@limiter.limit("20/minute", key_func=_reader)
@carried
def hear_signal() -> ResponseReturnValue:
    """A reading page says what was read; the visit that it carries says whose it is."""
    said = _said()
    if not isinstance(said.get("visit"), Visit):
        raise Refused(_stale())
    try:
        hear(said["visit"], signals.read(said))
    except ValueError as fault:
        raise Refused(_("这个请求缺了内容，请刷新页面再试。")) from fault
    except NotWritten:
        return Response(status=503)
    return Response(status=204, headers={"Cache-Control": "no-store"})


@study.post("/study/finished-sections")
@limiter.limit("40/minute")
@permitted(is_learner)
def finish() -> ResponseReturnValue:
    """The learner says that a section is read; on to the next one."""
    visit = visits.read(current_app.config["SECRET_KEY"], request.form.get("visit", ""))
    if visit is None or visit.person_id != viewer().id:
        raise Refused(_stale())
    section = request.form.get("section", "")
    finish_section(visit, section, _told(request.form.get("said", "")))
    topic = get_topic_line(visit.topic_id, viewer())
    following = dict(pairwise(TITLE_OF))
    return redirect(f"{topic.url}#{following.get(section, section)}", 303)


def _told(text: str) -> Signal | None:
    """What the page's script put into the form; without one the press speaks for itself."""
    try:
        return signals.read(json.loads(text)) if 0 < len(text) <= LONGEST else None
    except (ValueError, RecursionError):
        return None


def _said() -> dict[str, Any]:
    """The message with its visit read, once for each request; empty where it is none."""
    if "said" not in g:
        g.said = _parsed()
    said: dict[str, Any] = g.said
    return said


def _parsed() -> dict[str, Any]:
    if (request.content_length or 0) > LONGEST:
        return {}
    try:
        said = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {**said, "visit": visits.read(current_app.config["SECRET_KEY"], said.get("visit"))}


def _stale() -> str:
    return _("这一页打开得太久，或者换过账号。请刷新页面再接着读。")
