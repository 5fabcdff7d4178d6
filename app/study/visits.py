"""A visit is one load of a reading page: its number and the moment it began, by the server's clock, signed by the server.

The page carries it and sends it back, so that nothing has to be written while a page is read, and nobody can claim
an earlier beginning, another topic or another person.
"""

import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "study-visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """`opened_at` is in whole seconds since 1970 UTC."""

    number: str
    person_id: int
    topic_id: int
    opened_at: int


def issue(secret: str, person_id: int, topic_id: int, now: int, number: str | None = None) -> str:
    """A signed visit that begins now."""
    values = [number or secrets.token_urlsafe(9), person_id, topic_id, now]
    return str(URLSafeSerializer(secret, SALT).dumps(values))


def read(secret: str, token: str, person_id: int) -> Visit | None:
    """The visit of a token; None if we did not sign it, or not for this person."""
    try:
        number, owner, topic_id, opened_at = URLSafeSerializer(secret, SALT).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return Visit(number, owner, topic_id, opened_at) if owner == person_id else None
