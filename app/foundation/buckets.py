"""The store that is a bucket of an S3-compatible service."""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import IO, Any, NamedTuple, cast
from urllib.parse import urlsplit

from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from app.foundation.freshness import fresh
from app.foundation.stores import Opened, place_of

SCHEME = "s3://"
PIECE = 256 * 1024
PATIENCE = {"timeout": timedelta(seconds=60), "connect_timeout": timedelta(seconds=5)}
IMPATIENCE = {"timeout": timedelta(seconds=2), "connect_timeout": timedelta(seconds=1)}  # for whoever only looks in
LOOKED_IN = 10  # seconds for which an answer to that is good enough
NOBODYS = "nobodys-name"


class StoreAway(Exception):
    """The store does not answer, or refuses us; the bytes are neither there nor not there."""


class Access(NamedTuple):
    """How a bucket is reached; without an endpoint it is one of Amazon's own."""

    endpoint: str | None = None
    region: str = "us-east-1"
    key_id: str | None = None
    secret: str | None = None


@dataclass(slots=True)
class BucketStore:
    """Objects under a prefix of a bucket; what the service has acknowledged is safe."""

    bucket: str
    prefix: str
    access: Access = field(repr=False)
    _clients: dict[int, S3Store] = field(default_factory=dict, repr=False)

    def holds(self, name: str) -> bool:
        return self._size(name) is not None

    def write(self, name: str, content: bytes) -> None:
        try:
            self._client().put(place_of(name), content)
        except BaseError as problem:
            raise StoreAway(f"writing to {self.bucket} failed") from problem

    def remove(self, name: str) -> None:
        try:
            self._client().delete(place_of(name))
        except (NotFoundError, FileNotFoundError):
            return
        except BaseError as problem:
            raise StoreAway(f"removing from {self.bucket} failed") from problem

    def open(self, name: str) -> Opened | None:
        size = self._size(name)
        if size is None:
            return None
        return Opened(cast("IO[bytes]", io.BufferedReader(_Reading(self._client(), place_of(name), size))), size)

    def answers(self) -> bool:
        """Asked at most every few seconds, and never for long."""
        return fresh(("bucket", self.bucket, self.prefix, self.access), LOOKED_IN, self._looks_in).value

    def _looks_in(self) -> bool:
        """It says that it has no such object: then it is there, and knows us. HEAD would not tell it from no such bucket."""
        try:
            self._connected(IMPATIENCE, retries=0).get(NOBODYS)
        except (NotFoundError, FileNotFoundError) as problem:
            return "NoSuchBucket" not in str(problem)
        except BaseError:
            return False
        return True

    def _size(self, name: str) -> int | None:
        try:
            return int(self._client().head(place_of(name))["size"])
        except (NotFoundError, FileNotFoundError):
            return None
        except BaseError as problem:
            raise StoreAway(f"looking into {self.bucket} failed") from problem

    def _client(self) -> S3Store:
        """One for each process: a client with its threads does not survive a fork."""
        process = os.getpid()
        if process not in self._clients:
            self._clients[process] = self._connected()
        return self._clients[process]

    def _connected(self, patience: dict[str, timedelta] = PATIENCE, retries: int = 2) -> S3Store:
        access = self.access
        given = {"endpoint": access.endpoint, "access_key_id": access.key_id, "secret_access_key": access.secret}
        return S3Store(
            self.bucket,
            prefix=self.prefix or None,
            region=access.region,
            client_options=cast("Any", {**patience, "allow_http": (access.endpoint or "").startswith("http://")}),
            retry_config={"max_retries": retries, "retry_timeout": timedelta(seconds=15)},
            **cast("Any", {name: value for name, value in given.items() if value}),
        )


class _Reading(io.RawIOBase):
    """An object as a file: fetched when first read, from wherever somebody looks; never held as a whole."""

    def __init__(self, client: S3Store, path: str, size: int) -> None:
        self._client, self._path, self._size = client, path, size
        self._place, self._left = 0, b""
        self._pieces: Iterator[Any] | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        place = max(0, start + offset)
        if place != self._place:
            self._place, self._left, self._pieces = place, b"", None
        return self._place

    def readinto(self, buffer: Any) -> int:
        if not self._left and self._place < self._size:
            self._left = self._next_piece()
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        self._place += len(taken)
        return len(taken)

    def _next_piece(self) -> bytes:
        try:
            if self._pieces is None:
                found = self._client.get(self._path, options={"range": {"offset": self._place}})
                self._pieces = iter(found.stream(min_chunk_size=PIECE))
            return bytes(next(self._pieces, b""))
        except (BaseError, FileNotFoundError) as problem:
            raise StoreAway("reading from the bucket failed") from problem


def bucket_at(url: str, access: Access) -> BucketStore:
    """The store at `s3://bucket/prefix`; raises ValueError for an address without a bucket."""
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"FILES_URL is {url!r}; a bucket is given as s3://bucket or s3://bucket/prefix")
    return BucketStore(parts.netloc, parts.path.strip("/"), access)
