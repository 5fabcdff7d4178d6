"""Who looks at a room now and who is writing there: never stored, shared by the nodes through Redis where there is one.

Without Redis, or while it cannot be reached, each process knows of its own sockets alone.
"""

import time
from collections.abc import Callable, Collection, Mapping
from threading import Lock
from typing import Any, NamedTuple

import structlog
from redis import Redis, RedisError

log = structlog.get_logger()
LOOKING, WRITING = "looking", "writing"
LASTS = {LOOKING: 4.0, WRITING: 6.0}  # seconds that what was said last still holds
BETWEEN_WORDS = 1.0
PATIENCE = 0.3
REST = 5.0
People = dict[str, set[int]]


class Here(NamedTuple):
    """Who looks and who writes, by their numbers; writers look too."""

    looking: frozenset[int]
    writing: frozenset[int]


NOBODY = Here(frozenset(), frozenset())


class Presence:
    """What this process knows; `beat` is called each second with who looks by a socket of this process."""

    def __init__(self, redis_url: str | None) -> None:
        self._lock = Lock()
        self._looking: People = {}
        self._written: dict[str, dict[int, float]] = {}
        self._rested: People = {}
        self._known: dict[str, Here] = {}
        self._shared = _Shared(redis_url) if redis_url else None

    def here(self, room: str) -> Here:
        """Who was in a room at the last beat; where no socket of this process is in it, the other nodes are asked."""
        with self._lock:
            known = self._known.get(room)
        found = self._shared.ask([room]) if self._shared and known is None else None
        return found[room] if found else known or NOBODY

    def write(self, room: str, person_id: int) -> bool:
        """Note that somebody types now; False when they said so a moment ago."""
        present = time.monotonic()
        with self._lock:
            last = self._written.setdefault(room, {})
            if present - last.get(person_id, -BETWEEN_WORDS) < BETWEEN_WORDS:
                return False
            last[person_id] = present
        return True

    def rest(self, room: str, person_id: int) -> None:
        """Note that somebody has sent what they typed: they write no more, whatever they said a moment ago."""
        with self._lock:
            self._written.get(room, {}).pop(person_id, None)
            self._rested.setdefault(room, set()).add(person_id)

    def beat(self, looking: People) -> dict[str, Here]:
        """Say who looks here, hear who looks elsewhere, and give what is known of each room."""
        with self._lock:
            left = {room: people - looking.get(room, set()) for room, people in self._looking.items()}
            self._looking = looking
            writing = self._still_writing(looking)
            rested, self._rested = self._rested, {}
        gone = {LOOKING: left, WRITING: rested}
        found = self._shared.exchange(looking, writing, gone) if self._shared else None
        known = {
            room: found[room] if found else Here(frozenset(people), frozenset(writing.get(room, ())))
            for room, people in looking.items()
        }
        with self._lock:
            self._known = known
        return known

    def _still_writing(self, looking: People) -> People:
        """Who wrote a moment ago and is still there; the others are forgotten."""
        since = time.monotonic() - LASTS[WRITING]
        self._written = {
            room: {person: at for person, at in written.items() if at > since and person in looking[room]}
            for room, written in self._written.items()
            if room in looking
        }
        return {room: set(written) for room, written in self._written.items() if written}


class _Shared:
    """The same in Redis: sorted sets of people by the moment until which they are there."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=None, decode_responses=True
        )
        self._rests_until = 0.0

    def exchange(self, looking: People, writing: People, gone: dict[str, People]) -> dict[str, Here] | None:
        """What all nodes say together; None while Redis cannot be reached."""
        if not (looking or any(gone[LOOKING].values())):
            return None
        return self._patiently(lambda: self._exchange(looking, writing, gone))

    def ask(self, rooms: Collection[str]) -> dict[str, Here] | None:
        """What the nodes have said of these rooms."""
        return self._patiently(lambda: self._read(rooms))

    def _patiently(self, act: Callable[[], dict[str, Here]]) -> dict[str, Here] | None:
        if time.monotonic() < self._rests_until:
            return None
        try:
            return act()
        except RedisError as problem:
            self._rests_until = time.monotonic() + REST
            log.warning("presence_not_shared", problem=str(problem))
            return None

    def _exchange(self, looking: People, writing: People, gone: dict[str, People]) -> dict[str, Here]:
        present = time.time()
        line = self._redis.pipeline(transaction=False)
        for kind, rooms in gone.items():
            for room, people in rooms.items():
                if people:
                    line.zrem(_key(kind, room), *people)
        for kind, rooms in ((LOOKING, looking), (WRITING, writing)):
            _say(line, kind, rooms, present)
        line.execute()
        return self._read(looking)

    def _read(self, rooms: Collection[str]) -> dict[str, Here]:
        present = time.time()
        line = self._redis.pipeline(transaction=False)
        for room in rooms:
            for kind in (LOOKING, WRITING):
                line.zrangebyscore(_key(kind, room), present, "+inf")
        answers = iter(line.execute())
        return {room: _here(next(answers), next(answers)) for room in rooms}


def _say(line: Any, kind: str, people: Mapping[str, set[int]], present: float) -> None:
    for room, ids in people.items():
        key = _key(kind, room)
        line.zremrangebyscore(key, "-inf", present)
        line.zadd(key, dict.fromkeys(ids, present + LASTS[kind]))
        line.expire(key, 10)


def _here(looking: list[str], writing: list[str]) -> Here:
    everybody = frozenset(map(int, looking))
    return Here(everybody, frozenset(map(int, writing)) & everybody)


def _key(kind: str, room: str) -> str:
    return f"presence:{kind}:{room}"
