"""A process for sockets alone, beside those for pages: `gunicorn --config python:app.gunicorn_sockets --bind …`.

Each socket holds a few threads that nearly always sleep; SOCKETS says how many it takes (1,000 unless told otherwise).
"""

import os
import sys
import threading
from typing import Any

from app import gunicorn_hooks

SPARE_THREADS = 16  # for those at the door, who are told to wait
BYTES_OF_A_STACK = 512 * 1024
SECONDS_OF_A_TURN = 0.05

os.environ.setdefault("SOCKETS", "1000")
wsgi_app = "wsgi:app"
worker_class = gunicorn_hooks.worker_class
workers = 1
threads = int(os.environ["SOCKETS"]) + SPARE_THREADS
worker_connections = 2 * threads
backlog = 2048
timeout = 60
graceful_timeout = 5
control_socket_disable = True
loglevel = "warning"


def on_starting(_server: Any) -> None:
    """Nudges come from the processes that serve pages, so there has to be a way for them."""
    if not os.environ.get("REDIS_URL"):
        raise SystemExit("REDIS_URL is needed: the processes that serve pages tell this one by it what changed")


def post_fork(_server: Any, _worker: Any) -> None:
    """Thousands of threads, each with little to do."""
    threading.stack_size(BYTES_OF_A_STACK)


def post_worker_init(worker: Any) -> None:
    """No jobs here: whoever holds sockets shall not be busy with anything else.

    A nudge wakes all threads at once; each that waits for its turn asks for it as often as a turn is long.
    """
    sys.setswitchinterval(SECONDS_OF_A_TURN)
    gunicorn_hooks.tell_where(worker)
