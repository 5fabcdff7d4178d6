"""Gunicorn's worker of threads, whose one loop never waits for a client and is woken only for what it alone can do.

The library's own gives each connection that ends up to two seconds inside that loop; thirty who keep theirs open stop
all others for a minute, until the worker is thought dead and is killed. It also wakes the loop after each answer, and a
thread for each client who has hung up: beside Python's one running thread each of these is two changes too many.
"""

import selectors
import socket
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from threading import RLock
from types import FrameType
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

PATIENCE = 2.0  # seconds that a client has to read its last answer to the end and to hang up
MOST_BYTES = 4096


class Threads(ThreadWorker):
    """Says that no more will come, and lets the loop watch for the client's end as it watches everything else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving: deque[TConn] = deque()
        self.staying = RLock()  # held where a thread hands a connection back while the worker is not stopping

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

    def handle(self, conn: TConn) -> Any:
        """What comes with a new connection is there at once as a rule; a selector of its own is made for the others."""
        conn.data_ready = conn.data_ready or _glimpse(conn.sock) is not None
        return super().handle(conn)

    def enqueue_req(self, conn: TConn) -> None:
        """The thread that answered hands the connection back itself."""
        self.tpool.submit(self.handle, conn).add_done_callback(partial(self._answered, conn))

    def _answered(self, conn: TConn, fs: "Future[Any]") -> None:
        """One that stays only has to be watched again, which needs no loop; everything else is the loop's."""
        with self.staying:
            if self.alive and not fs.cancelled() and fs.exception() is None and fs.result() is True:
                self.finish_request(conn, fs)
                return
        self.method_queue.defer(self.finish_request, conn, fs)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """From here on the loop alone touches those who stay: it goes through them to close them."""
        with self.staying:
            super().handle_exit(sig, frame)

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """Something new on a kept connection; who has hung up needs no thread to be told so."""
        if self.cfg.is_ssl or _glimpse(client) != b"":
            super().on_client_socket_readable(conn, client)
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
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


def _glimpse(client: socket.socket) -> bytes | None:
    """The first byte that waits to be read: None where nothing has come, an empty one from whoever has hung up."""
    try:
        return client.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None
    except OSError:
        return b""


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
