"""The signals of reading pages, and 「读完了」."""

import json
from itertools import pairwise
from typing import cast

from flask import Flask, current_app, redirect, request
from flask.sansio.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.policy import is_learner
from app.courses.course import TITLE_OF
from app.courses.queries import get_topic_line
from app.foundation.access import carried, permitted, viewer
from app.foundation.errors import Refused
from app.foundation.limits import address, limiter
from app.study import signals, visits
from app.study.operations import finish_section
from app.study.routes.blueprint import study
from app.study.routes.door import ADDRESS, LONGEST, Door
from app.study.signals import Signal


@study.record_once
def open_door(state: BlueprintSetupState) -> None:
    """Signals are heard before Flask; the route below answers those that cannot be."""
    app = cast("Flask", state.app)
    app.extensions["study_door"] = door = Door(app, app.wsgi_app)
    app.wsgi_app = door  # type: ignore[method-assign]


@study.post(ADDRESS)
@limiter.limit("200/minute", key_func=address)
@carried
def hear_signal() -> ResponseReturnValue:
    """What came to the door and is no signal of a page of ours."""
    raise Refused(_stale())


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


def _stale() -> str:
    return _("这一页打开得太久，或者换过账号。请刷新页面再接着读。")
