"""Who listens on this process: each socket with the sign-in it came by and the rooms it was let into."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

MOST_OF_ONE_PERSON = 8
MOST_SOCKETS = 96  # each holds a thread of the server; the others are kept for pages, which ask again by themselves
MOST_ROOMS = 12


@dataclass(slots=True)
class Connection:
    """`identity` is the session's, so it names a version of the person's sign-ins; a room keeps why it was open."""

    sid: str
    identity: str
    person_id: int
    rooms: dict[str, Any] = field(default_factory=dict)


class Register:
    """All connections of this process, safe for the many threads that sockets are."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, Connection] = {}
        self._inside: Counter[int] = Counter()
        self._nobody = Event()
        self._told: dict[str, dict[str, Any]] = {}
        self.is_watched = False

    @contextmanager
    def admit(self, person_id: int, most: int) -> Iterator[bool]:
        """Keep a place for one more socket of a person, unless they or this process hold as many as they may."""
        with self._lock:
            is_welcome = self._inside[person_id] < MOST_OF_ONE_PERSON and self._inside.total() < most
            self._inside[person_id] += is_welcome
        try:
            yield is_welcome
        finally:
            with self._lock:
                self._inside[person_id] -= is_welcome
                self._inside += Counter()  # forget people without any

    def add(self, connection: Connection) -> None:
        with self._lock:
            self._known[connection.sid] = connection
            self._nobody.clear()

    def drop(self, sid: str) -> None:
        with self._lock:
            self._known.pop(sid, None)
            self._told.pop(sid, None)
            if not self._known:
                self._nobody.set()

    def enter(self, sid: str, room: str, reason: Any) -> bool:
        """Note that a connection is in a room and why; False when it is gone or in too many."""
        with self._lock:
            known = self._known.get(sid)
            if known is None or (room not in known.rooms and len(known.rooms) >= MOST_ROOMS):
                return False
            known.rooms[room] = reason
            return True

    def is_inside(self, sid: str, room: str) -> bool:
        with self._lock:
            return sid in self._known and room in self._known[sid].rooms

    def leave(self, sid: str, room: str) -> None:
        with self._lock:
            self._told.get(sid, {}).pop(room, None)
            if sid in self._known:
                self._known[sid].rooms.pop(room, None)

    def all(self) -> list[Connection]:
        """A copy at this moment."""
        with self._lock:
            return [Connection(c.sid, c.identity, c.person_id, dict(c.rooms)) for c in self._known.values()]

    def untold(self, room: str, sids: Iterable[str], news: Any) -> list[str]:
        """Which of the room's connections were told something else last, or nothing; they count as told from now on."""
        with self._lock:
            fresh = [sid for sid in sids if sid in self._known and self._told.get(sid, {}).get(room) != news]
            for sid in fresh:
                self._told.setdefault(sid, {})[room] = news
            return fresh

    def begin_watch(self) -> bool:
        """Whether the caller is the one who watches from now on."""
        with self._lock:
            begins, self.is_watched = not self.is_watched, True
            return begins

    def wait(self, seconds: float) -> None:
        """Sleep, but not longer than there is anybody."""
        self._nobody.wait(seconds)

    def end_watch_if_empty(self) -> bool:
        with self._lock:
            if not self._known:
                self.is_watched = False
            return not self.is_watched


Check = Callable[[list[Connection]], Iterable[tuple[Connection, str | None]]]


def coarse(number: int) -> int:
    """Where hundreds look, a twentieth more or less is no news; otherwise each coming and going would be told to all."""
    return number // max(1, number // 20)
