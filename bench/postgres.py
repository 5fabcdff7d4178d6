"""A PostgreSQL for measurements: it keeps its data from run to run, and keeps its word about what it wrote."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from signal import SIGINT

from app.settings import ROOT
from tests.support.postgres import FAST, PostgresServer

HASTE = {"fsync", "synchronous_commit", "full_page_writes", "wal_level", "max_wal_senders"}
HONEST = {name: value for name, value in FAST.items() if name not in HASTE} | {
    "shared_buffers": "512MB",
    "max_connections": "200",
}


class KeptServer(PostgresServer):
    """The same folder each time; ending leaves the data where they are."""

    def _make_folder(self) -> Path:
        mark = sha256(str(ROOT).encode()).hexdigest()[:8]
        folder = Path(tempfile.gettempdir()) / f"pg-bench-{mark}"
        folder.mkdir(exist_ok=True)
        return folder

    def _reachable(self, binaries: Path) -> Path:
        copied = self.folder / "install" / "bin"
        return copied if copied.exists() else super()._reachable(binaries)

    def _initialise(self) -> None:
        if not (self.folder / "data" / "PG_VERSION").exists():
            super()._initialise()

    def database(self, name: str) -> str:
        """The address of a database of this name, which is made if there is none."""
        if name not in self._ask("SELECT datname FROM pg_database"):
            self._tell(f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url_of(name)

    def stop(self) -> None:
        self.program.stop(SIGINT)


@contextmanager
def kept_server() -> Iterator[KeptServer]:
    server = KeptServer(HONEST)
    try:
        yield server
    finally:
        server.stop()
