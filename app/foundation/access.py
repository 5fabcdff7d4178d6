"""Closed by default: a route that does not say who may call it answers 403 to everybody."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

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


def viewer() -> Any:
    """The person who asks, or None for a guest."""
    return current_user if current_user.is_authenticated else None


def rule_name(view: Callable[..., Any]) -> str | None:
    return getattr(view, "access_name", None)


def guard(app: Flask) -> None:
    """Ask each route's rule before it runs."""

    @app.before_request
    def ask() -> ResponseReturnValue | None:
        if request.endpoint is None or request.endpoint == "static":
            return None
        view = current_app.view_functions[request.endpoint]
        rule: Rule | None = getattr(view, "access_rule", None)
        if rule is None:
            abort(403)
        if rule(viewer()):
            return None
        return _send_to_sign_in() if viewer() is None else abort(403)


def _mark(view: View, name: str, rule: Rule) -> View:
    view.access_name = name  # type: ignore[attr-defined]
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def _send_to_sign_in() -> ResponseReturnValue:
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        abort(401)
    return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")))
