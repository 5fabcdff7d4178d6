"""The door of the house: who goes where, and whether it stands."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.foundation import clock
from app.foundation.access import public, viewer
from app.foundation.forms import new_key
from app.foundation.i18n import language
from app.home.navigation import Entry, entries_for
from app.home.queries import find_standing, front_for, parts, welcome_on

LABELS = {
    "grading": _l("批阅"),
    "statistics": _l("学情"),
    "learning": _l("我的学习"),
    "course": _l("课程"),
    "classroom": _l("班级"),
    "forum": _l("论坛"),
    "resources": _l("资源"),
    "honours": _l("学员之星"),
    "administration": _l("管理"),
    "roster": _l("名册"),
}
home = Blueprint("home", __name__, template_folder="templates")


class Link(NamedTuple):
    """One link of the navigation in the words of the page."""

    label: str
    url: str
    current: bool
    badge: int | None = None


@home.app_context_processor
def navigation() -> dict[str, Any]:
    """The main navigation, worked out only for pages that show it."""
    return {"navigation": _links}


def _links() -> tuple[Link, ...]:
    return _worded(entries_for(find_standing(viewer()), request.path), language())


@lru_cache(maxsize=4096)
def _worded(entries: tuple[Entry, ...], locale: str) -> tuple[Link, ...]:
    labels = _labels(locale)
    return tuple(Link(labels[entry.name], entry.url, entry.current) for entry in entries)


@cache
def _labels(_language: str) -> dict[str, str]:
    return {name: str(label) for name, label in LABELS.items()}


@home.get("/")
@public
def front() -> ResponseReturnValue:
    """For a guest the training and its people, for everybody else the next step first."""
    shown = front_for(viewer())
    if shown is None:
        return render_template("home/nothing.html")
    if viewer() is None:
        return render_template("home/welcome.html", front=shown, welcome=welcome_on(shown.training.day_of(clock.now())))
    return render_template("home/front.html", front=shown, new_key=new_key)


@home.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process is alive."""
    return jsonify(status="alive")


@home.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """Whether pages can be served: without the database no, without Redis yes, somewhat poorer."""
    missing = [name for name, is_there in parts().items() if not is_there]
    if "database" in missing:
        return jsonify(status="not ready", missing=missing), 503
    return jsonify(status="degraded" if missing else "ready", missing=missing)
