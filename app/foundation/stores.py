"""Where bytes lie: the few acts that a store of files knows, and the store that is a folder."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Protocol


class Opened(NamedTuple):
    """Bytes that are read piece by piece, from any place on; whoever opened them closes `stream`."""

    stream: IO[bytes]
    size: int


class Store(Protocol):
    """Names are random and never come twice, so what was written under one never changes."""

    def holds(self, name: str) -> bool: ...

    def write(self, name: str, content: bytes) -> None:
        """Return only when the bytes would survive a power cut."""

    def remove(self, name: str) -> None:
        """Let go of the bytes; none of that name is no fault."""

    def open(self, name: str) -> Opened | None:
        """None where nothing lies under the name."""

    def answers(self) -> bool:
        """Whether something could be kept now; asked often, so it lists nothing and leaves nothing behind."""


def place_of(name: str) -> str:
    """Folders of two characters keep each folder small; a bucket has the same, so that one is copied into the other."""
    return f"{name[:2]}/{name}"


@dataclass(frozen=True, slots=True)
class FolderStore:
    """A folder of this machine, or one that all nodes mount."""

    folder: Path

    def holds(self, name: str) -> bool:
        return self._path(name).is_file()

    def write(self, name: str, content: bytes) -> None:
        """Temporary file, fsync, rename, fsync of the folder: after a power cut it is all there or not at all."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with temporary.open("xb") as target:
                target.write(content)
                target.flush()
                os.fsync(target.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        for folder in (path.parent, path.parent.parent):
            with _descriptor(folder) as descriptor:
                os.fsync(descriptor)

    def remove(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def open(self, name: str) -> Opened | None:
        try:
            stream = self._path(name).open("rb")
        except FileNotFoundError:
            return None
        return Opened(stream, os.fstat(stream.fileno()).st_size)

    def answers(self) -> bool:
        """A file without a name is made and gone: that alone tells a folder that may not be written."""
        try:
            TemporaryFile(dir=self.folder).close()
        except OSError:
            return False
        return True

    def _path(self, name: str) -> Path:
        return self.folder / place_of(name)


@contextmanager
def _descriptor(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
