"""Passwords: hashed slowly, checked a few at a time, and never faster for an account that does not exist."""

import os
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 200
_TRIED_FIRST = ("12345", "qwert", "passw", "admin", "abcd1234", "abc123", "woaini", "a12345", "11112222")
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # OWASP's least: 19 MiB, two passes
_turns = BoundedSemaphore(max(2, os.cpu_count() or 2))  # a crowd at the door must not eat all memory and cores


def hash_password(password: str) -> str:
    with _turns:
        return _hasher.hash(_bytes(password))


def is_password(password: str, kept: str | None) -> bool:
    """Whether this is the password behind the hash; without a hash the same work is done for nothing."""
    with _turns:
        try:
            return _hasher.verify(kept or _hash_of_nobody(), _bytes(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _hash_of_nobody() -> str:
    return _hasher.hash(b"nobody has this password")


def is_too_simple(password: str, account: str) -> bool:
    """Whether it is too short, or among the first that anybody would try."""
    plain, name = password.casefold(), account.casefold()
    if len(password) < SHORTEST or len(set(plain)) < 4:
        return True
    return plain.startswith(_TRIED_FIRST) or plain.replace(name, "").isdecimal() or plain == name


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
