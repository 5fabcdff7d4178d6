"""For gunicorn: what `app.gunicorn_hooks` does, without what runs by the clock; the index follows the acts as it does there."""

import gc
from typing import Any

from app.foundation.ticker import Ticker
from app.schedule import ENTER_CHANGES_EVERY
from app.search.operations import enter_changes

worker_class = "app.gunicorn_worker.Threads"


def post_worker_init(worker: Any) -> None:
    worker.wsgi.extensions["search_ticker"] = ticker = Ticker(worker.wsgi, ENTER_CHANGES_EVERY, enter_changes)
    ticker.start()
    gc.collect()
    gc.freeze()
