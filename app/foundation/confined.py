"""Reading hostile bytes in a process of their own, which may be short of memory and time instead of us."""

import subprocess
import sys
from pathlib import Path

MEBIBYTE = 1024 * 1024
LARGEST_ANSWER = 64 * MEBIBYTE
LAUNCH = """
import resource, runpy, sys
memory, seconds = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
runpy.run_path(sys.argv[3], run_name="__main__")
"""


class Overstrained(Exception):
    """The bytes asked for more than they may have, or could not be read at all."""


def run_confined(script: Path, content: bytes, *, megabytes: int, seconds: int) -> bytes:
    """What a script of ours says of bytes: it reads them from its standard input and writes its answer to the other end.

    It knows nothing of the application, cannot write a file or begin a process, has so much address space and so
    much processor time, and twice that by the clock. Raises Overstrained for whatever goes wrong.
    """
    limits = (str(megabytes * MEBIBYTE), str(seconds), str(script))
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own script
            [sys.executable, "-I", "-c", LAUNCH, *limits],
            input=content,
            capture_output=True,
            timeout=2 * seconds,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Overstrained("took too long") from late
    if done.returncode != 0 or len(done.stdout) > LARGEST_ANSWER:
        raise Overstrained(f"ended with {done.returncode}")
    return done.stdout
