#!/usr/bin/env python3
"""The one door for people and machines: sets up what is missing, then runs, tests or measures.

Uses the standard library alone, asks nothing, and takes seconds when there is nothing to set up.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNS = "requirements.txt"
CHECKS = "requirements-dev.txt"

# What tests need beyond pip: Debian's package, and a file below / that shows it is there.
PACKAGES = {
    "chromium-headless-shell": "usr/bin/chromium-headless-shell",
    "fonts-noto-cjk": "usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "libatomic1": "usr/lib/*/libatomic.so.1",  # the driver of the browser is a Node.js that wants it
}
if os.uname().machine != "x86_64":
    PACKAGES["redis-server"] = "usr/bin/redis-server"  # elsewhere it comes with requirements-dev.txt

USAGE = """\
python3 manage.py run                 set up and serve on http://127.0.0.1:8000 (HOST, PORT change it)
python3 manage.py test [pytest …]     set up and run every test
python3 manage.py bench [name …]      measure; --scale 0.1 for a tenth of the data
python3 manage.py flask …             the application's own commands, for example: flask content check
"""


def main(arguments: list[str]) -> int:
    """Run one command of the four and give its exit code."""
    commands = {"run": run, "test": test, "bench": bench, "flask": flask}
    if not arguments or arguments[0] not in commands:
        print(USAGE, end="")
        return 0 if arguments[:1] in ([], ["help"], ["-h"], ["--help"]) else 2
    if sys.version_info < (3, 11):
        give_up(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    os.chdir(ROOT)
    os.environ.setdefault("PYTHONUTF8", "1")
    commands[arguments[0]](arguments[1:])
    return 0


def run(arguments: list[str]) -> None:
    """Set up, then become the web server, which prepares the database before it serves."""
    if arguments:
        give_up(f"run takes no arguments; it got: {' '.join(arguments)}")
    host = os.environ.get("HOST") or "127.0.0.1"
    port = os.environ.get("PORT") or "8000"
    demand_a_free_address(host, port)
    set_up(RUNS)
    os.environ["PREPARE_ON_START"] = "1"
    become(*web_server(host, port))


def test(arguments: list[str]) -> None:
    """Set up all that tests need, then become pytest."""
    set_up(RUNS, CHECKS)
    install_packages()
    become(str(PYTHON), "-m", "pytest", *spread(arguments), *arguments)


def bench(arguments: list[str]) -> None:
    """Set up, then become the benchmarks."""
    set_up(RUNS, CHECKS)
    become(str(PYTHON), "-m", "bench", *arguments)


def flask(arguments: list[str]) -> None:
    """Set up, then become the application's own command line."""
    set_up(RUNS)
    become(str(PYTHON), "-m", "flask", "--app", "wsgi", *arguments)


def web_server(host: str, port: str) -> list[str]:
    """Say how gunicorn is started: one worker, since sockets without a queue need a single process."""
    threads = os.environ.get("THREADS") or "128"
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(str(PYTHON), "-m", "gunicorn", "wsgi:app"),
        *("--config", "python:app.gunicorn_hooks"),
        *("--preload", "--workers", "1", "--threads", threads),
        *("--bind", address, "--keep-alive", "30", "--timeout", "60", "--graceful-timeout", "5"),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def spread(arguments: list[str]) -> list[str]:
    """Share the tests, unless the caller decided: one process more than cores, for each waits now and then."""
    decided = ("-n", "--numprocesses", "--pdb", "--trace", "no:xdist", "-s", "--capture=no")
    return [] if any(a.startswith(decided) for a in arguments) else ["-n", str(min(os.cpu_count() or 1, 4) + 1)]


def set_up(*locks: str) -> None:
    """Make the virtual environment equal to the locks, unless it already is."""
    with one_at_a_time():
        if not environment_is_sound():
            make_environment()
        for lock in locks:
            if read(stamp_of(lock)) != fingerprint(lock):
                install(lock)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second `manage.py` wait until the first has finished installing."""
    with Path(__file__).open() as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def environment_is_sound() -> bool:
    """Tell whether the environment was made by this Python and no installation broke off halfway."""
    made_by = read(VENV / "made-by")
    return made_by == sys.version and PYTHON.exists() and not (VENV / "half-done").exists()


def make_environment() -> None:
    """Make an empty virtual environment in place of whatever is there."""
    if Path(sys.prefix) == VENV:
        give_up("The virtual environment is damaged: run this again with the system's python3.")
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        give_up(f"This Python cannot make virtual environments. On Debian: apt-get install {package}")
    say("Making the virtual environment (.venv) …")
    call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    write(VENV / "made-by", sys.version)


def install(lock: str) -> None:
    """Install one lock; the mark of a half-done one stays behind if this is interrupted."""
    say(f"Installing {lock} (only when it has changed) …")
    write(VENV / "half-done", lock)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    hint = "The package index could not be reached, or a package differs from its locked hash."
    call([*pip, "--require-hashes", "--requirement", lock], hint=hint)
    write(stamp_of(lock), fingerprint(lock))
    (VENV / "half-done").unlink()


def install_packages() -> None:
    """Install with apt-get what tests need, where that is allowed; elsewhere the tests name what is missing."""
    missing = [package for package, place in PACKAGES.items() if not any(Path("/").glob(place))]
    if not missing or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    say(f"Installing {', '.join(missing)} …")
    hint = f"Install by hand what the tests need: apt-get install {' '.join(missing)}"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
        call(["apt-get", "-qq", *step], hint=hint, environment=quiet, output=subprocess.DEVNULL)


def demand_a_free_address(host: str, port: str) -> None:
    """Say early and plainly that the server could not listen there."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        give_up(f"PORT must be a number from 1 to 65535; it is {port!r}.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                give_up(f"Port {port} is taken. Choose another one: PORT=8001 python3 manage.py run")
            give_up(f"Cannot listen on {host}:{port}: {error.strerror or error}")


def call(
    command: list[str],
    hint: str = "",
    environment: dict[str, str] | None = None,
    output: int | None = None,
) -> None:
    """Run a step to its end; when we are told to stop, the step stops first."""
    with subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output) as step:
        try:
            code = step.wait()
        except BaseException:
            step.terminate()
            raise
    if code:
        give_up(f"This step failed ({code}): {' '.join(command[:6])} …", hint, code=code)


def become(program: str, *arguments: str) -> NoReturn:
    """Turn this process into another one, so that signals reach it and nothing is left behind."""
    sys.stdout.flush()
    os.execv(program, [program, *arguments])


def stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Answer SIGTERM by unwinding, which ends the step under way."""
    raise SystemExit(128 + signal.SIGTERM)


def stamp_of(lock: str) -> Path:
    """Name the file that remembers which version of a lock is installed."""
    return VENV / f"installed-{lock}"


def fingerprint(lock: str) -> str:
    """Give the hash of a lock file."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def read(path: Path) -> str:
    """Read a small file; a missing one is empty."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write(path: Path, text: str) -> None:
    """Write a small file all at once."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def say(text: str) -> None:
    """Tell the person what is going on."""
    print(text, flush=True)


def give_up(*lines: str, code: int = 1) -> NoReturn:
    """End with a plain message instead of a traceback."""
    print(*filter(None, lines), sep="\n", file=sys.stderr)
    raise SystemExit(code if code > 0 else 1)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
