"""Gunicorn's worker of threads, whose one loop never waits for a client who is slow to hang up.

The library's own gives each connection that ends up to two seconds inside that loop; thirty who keep theirs open stop
all others for a minute, until the worker is thought dead and is killed.
"""

import selectors
import socket
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

PATIENCE = 2.0  # seconds that a client has to read its last answer to the end and to hang up
MOST_BYTES = 4096


class Threads(ThreadWorker):
    """Says that no more will come, and lets the loop watch for the client's end as it watches everything else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving: deque[TConn] = deque()

    def finish_request(self, conn: TConn, fs: "Future[Any]") -> None:
        if fs.cancelled() or fs.exception() is not None or fs.result() is not False:
            super().finish_request(conn, fs)
        elif _says_goodbye(conn):
            conn.timeout = time.monotonic() + PATIENCE
            self.leaving.append(conn)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._hear_out, conn))
        else:
            self.nr_conns -= 1
            conn.close()

    def murder_pending(self) -> None:
        """What gunicorn does between two events; who has not hung up in time is left."""
        super().murder_pending()
        while self.leaving and self.leaving[0].timeout <= time.monotonic():
            self._part_with(self.leaving[0])

    def _hear_out(self, conn: TConn, client: socket.socket) -> None:
        """Read what still comes, so that the client's last answer is not cut off by a reset."""
        with suppress(BlockingIOError):
            try:
                if client.recv(MOST_BYTES):
                    return
            except ConnectionError:
                pass
            self._part_with(conn)

    def _part_with(self, conn: TConn) -> None:
        self.leaving.remove(conn)
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()


def _says_goodbye(conn: TConn) -> bool:
    """Half-close without waiting; False for a socket that is gone already.

    The reader of a WebSocket may hold the socket still; it must not close under us what the loop watches.
    """
    try:
        conn.sock = socket.socket(fileno=conn.sock.detach())
        conn.sock.setblocking(False)
        conn.sock.shutdown(socket.SHUT_WR)
    except (OSError, ValueError):
        return False
    return True
