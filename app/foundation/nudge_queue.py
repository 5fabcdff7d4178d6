"""How nodes share their nudges: through Redis, which may be slow, hang or go away without anybody waiting for it.

A queue that is gone is silent, not loud, so each node listens for its own heartbeat: while it does not hear that,
the node is deaf, its sockets are closed, and the pages ask again by HTTP.
"""

import time
from collections.abc import Iterator
from typing import Any

import structlog
from redis import Redis, RedisError
from socketio import RedisManager

log = structlog.get_logger()
CHANNEL = "nudges"
PATIENCE = 0.5
REST = 5.0
BEAT = 2.0
DEAF_AFTER = 7.0


class NudgeQueue(RedisManager):
    """Sends with short patience, rests after a failure, and knows whether it still hears."""

    def __init__(self, url: str) -> None:
        super().__init__(url, channel=CHANNEL)
        self._sender = self._connect()
        self._rests_until = 0.0
        self._beat_at = 0.0
        self._heard_at: float | None = None

    @property
    def is_deaf(self) -> bool:
        """Whether nothing has come through for too long; before anybody listens there is nothing to hear."""
        return self._heard_at is not None and time.monotonic() - self._heard_at > DEAF_AFTER

    def _connect(self) -> Redis:
        return Redis.from_url(self.redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=None)

    def _publish(self, data: dict[str, Any]) -> None:
        if time.monotonic() < self._rests_until:
            return
        try:
            self._sender.publish(CHANNEL, self.json.dumps(data))
        except RedisError as problem:
            self._rests_until = time.monotonic() + REST
            log.warning("nudge_queue_unreachable", problem=str(problem))

    def _listen(self) -> Iterator[bytes]:
        """What the nodes say, for ever; a lost connection is made anew."""
        self._heard_at = time.monotonic()
        while True:
            try:
                yield from self._listen_once()
            except RedisError:
                time.sleep(1)

    def _listen_once(self) -> Iterator[bytes]:
        with self._connect().pubsub(ignore_subscribe_messages=True) as ear:  # type: ignore[no-untyped-call]
            ear.subscribe(CHANNEL)
            while True:
                self._beat()
                message = ear.get_message(timeout=1.0)
                if message is None:
                    continue
                if message["data"] == self.host_id.encode():
                    self._heard_at = time.monotonic()
                else:
                    yield message["data"]

    def _beat(self) -> None:
        """Say one's own name now and then, to learn whether it comes back."""
        if time.monotonic() - self._beat_at >= BEAT:
            self._beat_at = time.monotonic()
            self._sender.publish(CHANNEL, self.host_id)
