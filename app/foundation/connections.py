"""Who listens on this process: each socket with the sign-in it came by and the rooms it was let into."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

MOST_OF_ONE_PERSON = 8
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
        self._nobody = Event()
        self.is_watched = False

    def __len__(self) -> int:
        return len(self._known)

    def add(self, connection: Connection) -> bool:
        """Take a connection in, unless the person has as many as a person can look at."""
        with self._lock:
            held = sum(known.person_id == connection.person_id for known in self._known.values())
            if held < MOST_OF_ONE_PERSON:
                self._known[connection.sid] = connection
                self._nobody.clear()
            return held < MOST_OF_ONE_PERSON

    def drop(self, sid: str) -> None:
        with self._lock:
            self._known.pop(sid, None)
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

    def leave(self, sid: str, room: str) -> None:
        with self._lock:
            if sid in self._known:
                self._known[sid].rooms.pop(room, None)

    def all(self) -> list[Connection]:
        """A copy at this moment."""
        with self._lock:
            return [Connection(c.sid, c.identity, c.person_id, dict(c.rooms)) for c in self._known.values()]

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
