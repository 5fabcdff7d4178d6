"""When nothing can be kept just now: a disk that is full, a database or a store of files that does not answer."""

import errno
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from app.foundation.buckets import StoreAway

FULL, AWAY = 507, 503
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
_SQLITE_NO_ROOM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY}
_POSTGRES_NO_ROOM = {"53100", "25006"}  # disk full, read only


def shortage_of(error: BaseException) -> int | None:
    """The status that says what is short: 507 for room, 503 for the database or the store of files; None for any other fault."""
    found = list(_with_causes(error))
    if any(_is_without_room(each) for each in found):
        return FULL
    away = (OperationalError, InterfaceError, NoConnection, StoreAway)
    return AWAY if any(isinstance(each, away) for each in found) else None


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = getattr(following, "orig", None) or following.__cause__


def _is_without_room(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return code is not None and code & 0xFF in _SQLITE_NO_ROOM
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    return getattr(error, "sqlstate", None) in _POSTGRES_NO_ROOM
