"""`manage.py bench [name …] [--scale 0.1]`: measure, print a table, keep the figures."""

import argparse
from collections.abc import Callable

from flask import Flask

from app.foundation.database import db
from bench import desk, pages, search, signals, week
from bench.stage import open_stage
from bench.table import keep, show

Measured = tuple[list[str], list[list[object]]]
BENCHES: dict[str, Callable[[Flask], Measured]] = {
    "desk": desk.measure,
    "pages": pages.measure,
    "search": search.measure,
    "signals": signals.measure,
    "week": week.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="manage.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help=", ".join(BENCHES))
    parser.add_argument("--scale", type=float, default=1.0, help="size of the demo province, 1 is PROVINCE's own")
    chosen = parser.parse_args()
    app = open_stage(chosen.scale)
    with app.app_context():
        database = db.engine.dialect.name
    for name in chosen.names or BENCHES:
        heads, rows = BENCHES[name](app)
        show(f"{name} · {database} · scale {chosen.scale:g}", heads, rows)
        keep(name, chosen.scale, database, heads, rows)


main()
