"""`manage.py bench [name …] [--scale 0.1] [--database postgresql]`: measure, print a table, keep the figures."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask

from app.foundation.database import db
from bench import (
    bulletin,
    desk,
    fanout,
    growth,
    pages,
    reminders,
    resources,
    roster,
    search,
    signals,
    statistics,
    week,
    writes,
)
from bench.postgres import kept_server
from bench.stage import open_stage
from bench.table import keep, show

Measured = tuple[list[str], list[list[object]]]
BENCHES: dict[str, Callable[[Flask], Measured]] = {
    "bulletin": bulletin.measure,
    "desk": desk.measure,
    "growth": growth.measure,
    "fanout": fanout.measure,
    "pages": pages.measure,
    "reminders": reminders.measure,
    "resources": resources.measure,
    "roster": roster.measure,
    "search": search.measure,
    "signals": signals.measure,
    "statistics": statistics.measure,
    "week": week.measure,
    "writes": writes.measure,
}
# Benches that belong together, under one name: what those need who run a training.
TOGETHER = {"run": ("statistics", "reminders", "resources", "bulletin", "roster")}


def main() -> None:
    parser = argparse.ArgumentParser(prog="manage.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, *TOGETHER, []], help=", ".join([*BENCHES, *TOGETHER]))
    parser.add_argument("--scale", type=float, default=1.0, help="size of the demo province, 1 is PROVINCE's own")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), help="without it DATABASE_URL, or SQLite")
    chosen = parser.parse_args()
    with _address(chosen.database, chosen.scale) as url:
        app = open_stage(chosen.scale, url)
        with app.app_context():
            database = db.engine.dialect.name
        for name in [one for asked in chosen.names or BENCHES for one in TOGETHER.get(asked, (asked,))]:
            heads, rows = BENCHES[name](app)
            show(f"{name} · {database} · scale {chosen.scale:g}", heads, rows)
            keep(name, chosen.scale, database, heads, rows)


@contextmanager
def _address(database: str | None, scale: float) -> Iterator[str | None]:
    """Where the province lives; a PostgreSQL that was asked for is started here and ended after."""
    if database != "postgresql":
        yield "" if database else None
        return
    with kept_server() as server:
        yield server.database(f"bench_{scale:g}".replace(".", "_"))


main()
