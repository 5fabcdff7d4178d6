"""People who write while the server is killed: each tries again until it is told that the act was taken."""

import http.client
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlencode

TAKEN = 302
TORN = 0.05  # the share of tries whose answer the line loses on its way


@dataclass
class Act:
    """One text to be sent to one address by one person; it says which act it is, so that doubles are seen."""

    path: str
    cookie: str
    token: str
    text: str
    key: str


@dataclass
class Campaign:
    """Acts for some writers at once; `with_keys=False` is the control, in which each try looks like a new act."""

    port: int
    acts: list[Act]
    with_keys: bool = True
    writers: int = 8
    taken: list[Act] = field(default_factory=list)
    tries: Iterator[int] = field(default_factory=count)
    unexpected: list[int] = field(default_factory=list)

    def run(self) -> None:
        waiting: SimpleQueue[Act] = SimpleQueue()
        for act in self.acts:
            waiting.put(act)
        self.threads = [Thread(target=self._write, args=(waiting, seed)) for seed in range(self.writers)]
        for thread in self.threads:
            thread.start()

    def wait(self) -> None:
        for thread in self.threads:
            thread.join()

    def _write(self, waiting: SimpleQueue[Act], seed: int) -> None:
        chance = random.Random(seed)
        with suppress(Empty):
            while True:
                act = waiting.get_nowait()
                while not self._is_taken(act, chance):
                    time.sleep(0.05)
                self.taken.append(act)

    def _is_taken(self, act: Act, chance: random.Random) -> bool:
        """Send once; False when nobody answered, or when the answer was lost on the way."""
        number = next(self.tries)
        fields = {"text": act.text, "csrf_token": act.token, "key": act.key if self.with_keys else f"try-{number}"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(
                "POST",
                act.path,
                urlencode(fields),
                {"Cookie": act.cookie, "Content-Type": "application/x-www-form-urlencoded"},
            )
            status = connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if status not in {TAKEN, 429, 500, 503}:
            self.unexpected.append(status)  # asked again it would say so for ever
            return True
        return status == TAKEN and chance.random() > TORN
