"""What gunicorn does beside serving: prepares if asked to, starts the jobs, spares the garbage collector."""

import gc
import os
import sys
from typing import Any

from click import ClickException
from flask import Flask
from flask.cli import ScriptInfo

from app.foundation.database import db
from app.schedule import start_in_process_consumer

worker_class = "app.gunicorn_worker.Threads"


def on_starting(server: Any) -> None:
    """Migrate, load the course, make the demo: in this process, which has loaded the application already."""
    if os.environ.get("PREPARE_ON_START"):
        prepare(server.app.wsgi())


def prepare(app: Flask) -> None:
    try:
        app.cli.main(args=["prepare"], standalone_mode=False, obj=ScriptInfo(create_app=lambda: app))
    except KeyboardInterrupt:
        sys.exit(130)
    except ClickException as fault:
        sys.exit(fault.format_message())
    with app.app_context():
        db.engine.dispose()  # no connection may be shared with the worker that is forked next


def post_worker_init(worker: Any) -> None:
    """Start the consumer of jobs, then set aside all that was loaded: pauses of the slowest pages fall sixfold."""
    start_in_process_consumer(worker.wsgi)
    tell_where(worker)


def tell_where(worker: Any) -> None:
    """Spare the garbage collector what stays for ever, and say where one may come in."""
    gc.collect()
    gc.freeze()
    sys.stdout.write(f"{'  '.join(map(str, worker.sockets))}  (Ctrl-C ends it)\n")
    sys.stdout.flush()
