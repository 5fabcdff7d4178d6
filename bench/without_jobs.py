"""For gunicorn: what `app.gunicorn_hooks` does without the jobs: counting a day would fall into one measurement and not the next."""

import gc
from typing import Any

from app.schedule import start_entering

worker_class = "app.gunicorn_worker.Threads"


def post_worker_init(worker: Any) -> None:
    start_entering(worker.wsgi)
    gc.collect()
    gc.freeze()
