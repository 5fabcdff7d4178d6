"""A real S3-compatible server as a process of its own, on loopback, with one empty bucket."""

import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.foundation.buckets import Access, BucketStore, bucket_at
from tests.support.processes import Program, free_port

BUCKET = "attachments"


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BucketStore]:
    """The store at `s3://attachments/training`, served by moto."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    output: Path = tmp_path_factory.mktemp("moto") / "output"
    server = Program([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], output)

    def answers() -> bool:
        with suppress(OSError):
            return bool(urllib.request.urlopen(f"{url}/moto-api/", timeout=2).status)
        return False

    server.wait_until(answers)
    made = urllib.request.urlopen(urllib.request.Request(f"{url}/{BUCKET}", method="PUT"), timeout=10)
    assert made.status == 200
    yield bucket_at(f"s3://{BUCKET}/training", Access(url, "us-east-1", "a-key", "a-secret"))
    server.stop()
