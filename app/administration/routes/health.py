"""How the house does: a page for the team, and /metrics for machines."""

from ipaddress import ip_address
from secrets import compare_digest

from flask import Response, abort, current_app, render_template, request

from app.administration.measures import exposed
from app.administration.policy import leads
from app.administration.queries.health import health_at
from app.administration.queries.jobs import last_beats, last_failures, last_runs
from app.administration.routes.blueprint import administration
from app.foundation import clock
from app.foundation.access import permitted, public
from app.home.queries import parts

BEHIND_A_PROXY = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")


@administration.get("/administration/health")
@permitted(leads)
def health() -> str:
    present = clock.now()
    return render_template(
        "administration/health.html", health=health_at(present), parts=parts(), beats=last_beats(), present=present
    )


@administration.get("/metrics")
@public
def metrics() -> Response:
    """For machines on this machine, or those that carry the token of the settings."""
    if not _may_measure():
        abort(404)
    text, kind = exposed(health_at(clock.now()), parts(), last_runs(), last_failures())
    return Response(text, content_type=kind)


def _may_measure() -> bool:
    token = current_app.extensions["settings"].metrics_token
    if token:
        return compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    return _is_from_here()


def _is_from_here() -> bool:
    """A request that came by a proxy is not from here, even if the proxy is."""
    if any(request.headers.get(name) for name in BEHIND_A_PROXY):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
