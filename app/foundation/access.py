"""Closed by default: a route that does not say who may call it answers 403 to everybody."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.routing import IntegerConverter, Map

from app.foundation.markup import has_control_characters
from app.foundation.paths import is_local_path

LARGEST_ID = 2**63 - 1
View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[[Any], bool]


def public(view: View) -> View:
    """Anybody may call this route."""
    return _mark(view, "public", lambda viewer: True)


def signed_in(view: View) -> View:
    """Everybody with an account may call this route; what they see is the policy's matter."""
    return _mark(view, "signed_in", lambda viewer: viewer is not None)


def permitted(rule: Rule) -> Callable[[View], View]:
    """Only those for whom the rule (a function of a `policy.py`) holds may call this route."""
    return lambda view: _mark(view, rule.__name__, lambda viewer: viewer is not None and rule(viewer))


def carried(view: View) -> View:
    """The request itself carries a permit that we signed and the route checks; nobody is asked who they are."""
    view.access_needs_nobody = True  # type: ignore[attr-defined]
    return _mark(view, "carried", lambda viewer: True)


def viewer() -> Any:
    """The person who asks, or None for a guest."""
    person = g.get("_login_user") or current_user._get_current_object()  # a proxy would look anew at each word
    return person if person.is_authenticated else None


def rule_name(view: Callable[..., Any]) -> str | None:
    return getattr(view, "access_name", None)


def local_path(address: str | None, otherwise: str = "/") -> str:
    """The address if it is a path of ours, so that nobody is sent to another site."""
    return address if address and is_local_path(address) else otherwise


class Number(IntegerConverter):
    """A number in an address that a database can look up; larger ones name nothing."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:  # noqa: A002 - the library's own word
        super().__init__(map, *args, **{"max": LARGEST_ID, **options})


def refuse_unreadable(app: Flask) -> None:
    """Turn away what no page of ours sends, before anything looks into it."""

    @app.before_request
    def refuse() -> None:
        if _is_unreadable():
            abort(404)
        if request.content_type and (None in request.form or None in request.files):
            abort(400)  # a part of a form without a name


def guard(app: Flask) -> None:
    """Ask each route's rule before it runs."""
    app.url_map.converters["int"] = Number

    @app.before_request
    def ask() -> ResponseReturnValue | None:
        if request.endpoint is None or request.endpoint == "static":
            return None
        if may_call(request.endpoint):
            return None
        return _send_to_sign_in() if viewer() is None else abort(403)


def may_call(endpoint: str | None) -> bool:
    """Whether the viewer may call this route at all; one without a rule may be called by nobody."""
    view = current_app.view_functions.get(endpoint or "")
    rule: Rule | None = getattr(view, "access_rule", None)
    if rule is not None and hasattr(view, "access_needs_nobody"):
        return rule(None)
    return rule is not None and rule(viewer())


def trust_permits(app: Flask) -> None:
    """A permit that we signed for one page is the token of its requests: no other site can know it."""
    for view in app.view_functions.values():
        if hasattr(view, "access_needs_nobody"):
            app.extensions["csrf"].exempt(view)


def _is_unreadable() -> bool:
    """Whether the address holds what no database takes."""
    if has_control_characters(request.path):
        return True
    return any(has_control_characters(name + value) for name, value in request.args.items(multi=True))


def _mark(view: View, name: str, rule: Rule) -> View:
    view.access_name = name  # type: ignore[attr-defined]
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def _send_to_sign_in() -> ResponseReturnValue:
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        abort(401)
    return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")))
