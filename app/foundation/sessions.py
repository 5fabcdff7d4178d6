"""Cookies that say who is signed in: signed as Flask signs them, by a signer that is made once."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class HouseSessions(SecureCookieSessionInterface):
    """Flask makes the signer anew for each reading and each writing; the key does not change while we run."""

    def __init__(self) -> None:
        self._signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer
