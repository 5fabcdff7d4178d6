"""The application on a demo province, built once and kept for the next measurement."""

import os
from pathlib import Path
from time import perf_counter

from flask import Flask

from app import create_app
from app.settings import ROOT, Settings


def open_stage(scale: float, url: str | None = None) -> Flask:
    """An application whose database holds the demo province at this scale.

    Without an address DATABASE_URL says where it is; an empty one means a file of SQLite beside the others.
    """
    folder = ROOT / "instance" / f"bench-{scale:g}"
    folder.mkdir(parents=True, exist_ok=True)
    url = (os.environ.get("DATABASE_URL") if url is None else url) or f"sqlite:///{folder / 'app.db'}"
    app = create_app(Settings.from_environment({"DATABASE_URL": url, "INSTANCE_PATH": str(folder)}))
    if not _is_built(folder, url):
        _build(app, scale)
        _marker(folder, url).touch()
    else:
        _run(app, ["db", "upgrade"])
    return app


def _build(app: Flask, scale: float) -> None:
    began = perf_counter()
    for arguments in (["db", "upgrade"], ["content", "sync"], ["demo", "province", "--scale", str(scale)]):
        _run(app, arguments)
    print(f"built the demo province at scale {scale:g} in {perf_counter() - began:.0f} s")


def _run(app: Flask, arguments: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=arguments)
    if result.exit_code:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{result.output}{result.exception!r}")


def _marker(folder: Path, url: str) -> Path:
    return folder / f"built-{url.split(':', 1)[0].split('+', 1)[0]}"


def _is_built(folder: Path, url: str) -> bool:
    return _marker(folder, url).exists()
