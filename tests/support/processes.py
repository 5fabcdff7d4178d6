"""Programs that tests start, and that never outlive them."""

import atexit
import contextlib
import ctypes
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class MissingPart(Exception):
    """Says what a test needs, and how to install it; shown as a failure, never as a skip."""


class Program:
    """A started program, with its output in a file."""

    def __init__(self, command: list[str], output: Path, user: int | None = None) -> None:
        self.output = output
        with output.open("ab") as sink:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                user=user,
                group=user,
                extra_groups=None if user is None else [],
                preexec_fn=_die_with_parent,
            )
        atexit.register(self.stop)

    def wait_until(self, ready: Callable[[], bool], seconds: float = 30) -> None:
        """Wait for the program to answer; a program that died shows its last words."""
        end = time.monotonic() + seconds
        while not ready():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise RuntimeError(f"{self.process.args!r} did not start:\n{self.output.read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """End the program, by force if it does not listen."""
        atexit.unregister(self.stop)
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(by)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """Find a loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _die_with_parent() -> None:
    """Ask Linux to end the program even when the tests are killed."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)
