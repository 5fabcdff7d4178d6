"""The token of a person's forms: made once for a sign-in, signed once for all its pages."""

from functools import lru_cache

from flask import current_app, g, request, session
from flask_wtf import CSRFProtect
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer

READING = {"GET", "HEAD", "OPTIONS"}
MOST_SIGNED = 4096


class HouseTokens(CSRFProtect):
    """Asked for where something is written; reading needs none."""

    def protect(self, apply_exemptions: bool = False) -> None:
        if request.method not in READING:
            super().protect(apply_exemptions)


def form_token() -> str:
    """The token for this page. It never ends before its session does, so when it was signed says nothing to anybody."""
    known: str | None = g.get("csrf_token")
    if known is None:
        secret = session.get("csrf_token")
        known = g.csrf_token = _signed(current_app.config["SECRET_KEY"], secret) if secret else str(generate_csrf())
    return known


@lru_cache(maxsize=MOST_SIGNED)
def _signed(key: str, secret: str) -> str:
    """As the library signs it."""
    return str(URLSafeTimedSerializer(key, salt="wtf-csrf-token").dumps(secret))
