"""`manage.py` installs once, starts over after an interruption, and says plainly what is wrong."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import manage
from tests.support.processes import free_port

Steps = list[list[str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that asks for nothing, with its virtual environment yet to be made."""
    monkeypatch.setattr(manage, "ROOT", tmp_path)
    monkeypatch.setattr(manage, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(manage, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    for lock in (manage.RUNS, manage.CHECKS):
        (tmp_path / lock).write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def steps(project: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    """What was started; making an environment really makes its interpreter, installing does nothing."""
    started: Steps = []

    def start(command: list[str], **_: object) -> None:
        started.append(command)
        if "venv" in command:
            shutil.rmtree(manage.VENV, ignore_errors=True)  # as `--clear` does
            manage.PYTHON.parent.mkdir(parents=True)
            manage.PYTHON.touch()

    monkeypatch.setattr(manage, "call", start)
    return started


def kinds(steps: Steps) -> list[str]:
    return ["make" if "venv" in step else step[-1] for step in steps]


def test_a_second_start_installs_nothing(steps: Steps) -> None:
    manage.set_up(manage.RUNS, manage.CHECKS)
    assert kinds(steps) == ["make", manage.RUNS, manage.CHECKS]
    manage.set_up(manage.RUNS, manage.CHECKS)
    assert len(steps) == 3


def test_each_lock_is_installed_with_its_hashes(steps: Steps) -> None:
    manage.set_up(manage.RUNS)
    assert "--require-hashes" in steps[-1]


def test_a_changed_lock_is_installed_again_without_a_new_environment(steps: Steps, project: Path) -> None:
    manage.set_up(manage.RUNS, manage.CHECKS)
    (project / manage.RUNS).write_text("# newer", encoding="utf-8")
    manage.set_up(manage.RUNS, manage.CHECKS)
    assert kinds(steps)[3:] == [manage.RUNS]


def test_after_a_broken_off_installation_everything_is_made_anew(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    working: Callable[..., None] = manage.call

    def break_off(command: list[str], **_: object) -> None:
        if "pip" in command:
            raise KeyboardInterrupt
        working(command)

    monkeypatch.setattr(manage, "call", break_off)
    with pytest.raises(KeyboardInterrupt):
        manage.set_up(manage.RUNS)
    monkeypatch.setattr(manage, "call", working)
    manage.set_up(manage.RUNS)
    assert kinds(steps) == ["make", "make", manage.RUNS]


def test_an_environment_of_another_python_is_made_anew(steps: Steps) -> None:
    manage.set_up(manage.RUNS)
    (manage.VENV / "made-by").write_text("3.9.1", encoding="utf-8")
    manage.set_up(manage.RUNS)
    assert kinds(steps) == ["make", manage.RUNS, "make", manage.RUNS]


def test_a_step_that_fails_ends_with_its_hint(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        manage.call([sys.executable, "-c", "raise SystemExit(3)"], hint="Look at the cable.")
    assert ended.value.code == 3
    assert "Look at the cable." in capsys.readouterr().err


def test_a_python_without_ensurepip_names_the_package(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(manage.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit):
        manage.set_up(manage.RUNS)
    assert f"apt-get install python3.{sys.version_info.minor}-venv" in capsys.readouterr().err


def test_a_taken_port_is_named_with_a_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    port = str(free_port())
    manage.demand_a_free_address("127.0.0.1", port)
    with manage.socket.create_server(("127.0.0.1", int(port))), pytest.raises(SystemExit):
        manage.demand_a_free_address("127.0.0.1", port)
    assert f"Port {port} is taken" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        manage.demand_a_free_address("127.0.0.1", port)
    assert "PORT must be a number" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["-n", "4"], ["-n0"], ["--numprocesses=3"], ["--pdb"], ["-p", "no:xdist"]])
def test_whoever_says_how_tests_are_shared_decides(arguments: list[str]) -> None:
    assert manage.spread(arguments) == []


@pytest.mark.parametrize(("cores", "processes"), [(1, "2"), (2, "3"), (64, "5")])
def test_otherwise_tests_are_shared_among_one_process_more_than_cores(
    cores: int, processes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manage.os, "cpu_count", lambda: cores)
    assert manage.spread(["-k", "salon"]) == ["-n", processes]


def test_an_unknown_command_shows_the_four() -> None:
    said = subprocess.run(
        [sys.executable, "manage.py", "dance"],
        cwd=Path(manage.__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 2
    assert [line.split()[2] for line in said.stdout.splitlines()] == ["run", "test", "bench", "flask"]
