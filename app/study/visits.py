"""A visit is one load of a reading page: its number and the moment it began, by the server's clock, signed by the server.

The page carries it and sends it back, so that nothing has to be written while a page is read and nothing looked up while
it speaks; nobody can claim an earlier beginning, another topic or another person. It names the version of the sign-in
under which it was opened, and ends with it.
"""

import secrets
from dataclasses import dataclass
from functools import lru_cache

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "study-visit"
LONGEST_TOKEN = 400


@dataclass(frozen=True, slots=True)
class Visit:
    """`opened_at` is in whole seconds since 1970 UTC."""

    number: str
    person_id: int
    session_version: int
    topic_id: int
    opened_at: int


@lru_cache(maxsize=4)
def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, SALT)


def issue(secret: str, person_id: int, session_version: int, topic_id: int, now: int, number: str | None = None) -> str:
    """A signed visit that begins now."""
    values = [number or secrets.token_urlsafe(9), person_id, session_version, topic_id, now]
    return str(_signer(secret).dumps(values))


def read(secret: str, token: object) -> Visit | None:
    """The visit of a token; None if we did not sign it."""
    if not isinstance(token, str) or len(token) > LONGEST_TOKEN:
        return None
    try:
        number, person_id, session_version, topic_id, opened_at = _signer(secret).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return Visit(number, person_id, session_version, topic_id, opened_at)
