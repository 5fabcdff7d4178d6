"""Results as a table for people and as a file for later."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def show(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    cells = [[_text(value) for value in row] for row in [heads, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    print(f"\n{title}")
    for row in cells:
        print("  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip())


def keep(name: str, scale: float, database: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    found = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "scale": scale,
        "database": database,
        "rows": [dict(zip(heads, row, strict=True)) for row in rows],
    }
    path = RESULTS / f"{name}.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**kept, f"{database} {scale:g}": found}, ensure_ascii=False, indent=1) + "\n")


def _text(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
