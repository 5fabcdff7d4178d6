"""Cookies that say who is signed in: signed as Flask signs them, and what was proved of one is not proved again."""

from functools import lru_cache
from time import time
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager
from itsdangerous import BadSignature, URLSafeTimedSerializer

MOST_KNOWN = 4096
PLAIN = {str, int, bool, type(None)}  # values that no request can change for another
Said = tuple[dict[str, Any], float]


class HouseSessions(SecureCookieSessionInterface):
    """Flask makes the signer anew for each reading and each writing; the key does not change while we run.

    A person's pages bring the same cookie again and again: what it says and when it was signed are remembered.
    """

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None
        self._said = lru_cache(maxsize=MOST_KNOWN)(self._read)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie or self.get_signing_serializer(app) is None:
            return super().open_session(app, request)
        try:
            values, signed_at = self._said(cookie)
        except BadSignature:
            return self.session_class()
        is_known = 0 <= int(time()) - signed_at <= app.permanent_session_lifetime.total_seconds()
        if is_known and all(type(value) in PLAIN for value in values.values()):
            return self.session_class(values)
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """One that was only looked into leaves a word for caches and nothing else."""
        if session.modified or session.permanent or not session:
            super().save_session(app, session, response)
        elif session.accessed:
            vary = response.headers.get("Vary")
            response.headers["Vary"] = f"{vary}, Cookie" if vary else "Cookie"

    def _read(self, cookie: str) -> Said:
        values, signed_at = self._signer.loads(cookie, return_timestamp=True)  # type: ignore[union-attr]
        return values, signed_at.timestamp()


class HouseLogin(LoginManager):
    """Nothing here asks how fresh a sign-in is, so no address and no browser's name is compared for each request."""

    def _session_protection_failed(self) -> bool:
        return False
