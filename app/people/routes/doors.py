"""Who may try a door again: failures count by account first, by address only when they are very many."""

import os
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import TypeVar

from app.foundation.limits import Failures, address

Found = TypeVar("Found")
_BY_ACCOUNT = Failures("door-account", "10 per 15 minutes")
_BY_ADDRESS = Failures("door-address", "300 per 15 minutes")  # a whole teaching site sits behind one address
_turns = BoundedSemaphore(max(2, os.cpu_count() or 2))  # so that a burst cannot try more than it may before it counts


class ShutError(Exception):
    """There were too many failures of late."""


def try_door(door: str, account: str, attempt: Callable[[], Found | None]) -> Found | None:
    """Make one attempt, which gives None when it fails; ShutError when it may not be made at all."""
    name = f"{door}:{account.strip().lower()}"
    with _turns:
        if _BY_ACCOUNT.are_too_many(name) or _BY_ADDRESS.are_too_many(address()):
            raise ShutError
        found = attempt()
        if found is None:
            _BY_ACCOUNT.add(name)
            _BY_ADDRESS.add(address())
        else:
            _BY_ACCOUNT.forget(name)
        return found
