"""What is made once for all processes of a run: the first that asks makes it, the others wait and take it."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once_in_a_run(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` filled; what it holds is for everybody, so whoever changes it takes a copy."""
    base = folders.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "made").exists():
            make(shared)
            (shared / "made").touch()
    return shared
