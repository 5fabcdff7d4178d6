"""An instance after its first start, which is made once for the whole run: `first_start`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.databases import ROOT
from tests.support.sharing import once_in_a_run

PASSED_ON = ("PATH", "HOME", "LANG", "PYTHONUTF8")


def flask(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the application in a process of its own, on the instance in this folder."""
    own = {"INSTANCE_PATH": str(folder), "APP_ENV": "development", "PYTHONPATH": str(ROOT), **environment}
    inherited = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
        cwd=ROOT, env={**inherited, **own}, capture_output=True, text=True, check=False, timeout=200,
    )  # fmt: skip


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of an instance that was prepared once, to do with as one likes, and what that said."""
    shared = once_in_a_run(tmp_path_factory, "first-start", _prepare)
    folder = tmp_path_factory.mktemp("prepared") / "instance"
    shutil.copytree(shared / "instance", folder)
    return folder, (shared / "said").read_text(encoding="utf-8")


def _prepare(shared: Path) -> None:
    first = flask(shared / "instance", "prepare")
    assert first.returncode == 0, first.stderr
    (shared / "said").write_text(first.stdout, encoding="utf-8")
