"""The store of attachments: bytes in a folder under random names, written down before any row speaks of them."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

from app.foundation import clock
from app.foundation.database import db
from app.foundation.stored_files import StoredFile
from app.foundation.transactions import is_writing, transaction


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A checked file whose bytes are safe on disk; a row may now speak of it under this name."""

    name: str
    digest: str
    storage_name: str
    media_type: str
    size: int


def open_folder(app: Flask, url: str) -> None:
    """Remember where files are kept; only a folder can be, and anything else is said at the start."""
    if "://" in url and not url.startswith("file://"):
        raise ValueError(f"FILES_URL is {url!r}; attachments are kept in a folder, give its path")
    folder = Path(url.removeprefix("file://"))
    folder.mkdir(parents=True, exist_ok=True)
    app.extensions["files"] = folder


def keep(name: str, media_type: str, content: bytes) -> KeptFile:
    """Put bytes into the store and wait until they are on the disk; the same bytes are kept once."""
    if is_writing():
        raise RuntimeError("files are kept before the transaction that speaks of them, so that nobody waits for a disk")
    digest = sha256(content).hexdigest()
    known = db.session.scalar(select(StoredFile.storage_name).where(StoredFile.digest == digest))
    storage_name = known or secrets.token_hex(16)
    if not path_of(storage_name).exists():
        _write(path_of(storage_name), content)
    return KeptFile(name, digest, storage_name, media_type, len(content))


def register(kept: Sequence[KeptFile]) -> None:
    """Write the files' rows inside the act's transaction; a twin that came first keeps its row."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    with transaction() as session:
        for file in kept:
            row = {
                "digest": file.digest,
                "storage_name": file.storage_name,
                "media_type": file.media_type,
                "size": file.size,
                "stored_at": clock.now(),
            }
            session.execute(insert(StoredFile).values(**row).on_conflict_do_nothing(index_elements=["digest"]))


def discard(kept: Sequence[KeptFile]) -> None:
    """Take files away again whose act was refused, unless a row speaks of them."""
    for file in kept:
        if db.session.scalar(select(StoredFile.digest).where(StoredFile.storage_name == file.storage_name)) is None:
            path_of(file.storage_name).unlink(missing_ok=True)


def path_of(storage_name: str) -> Path:
    """Where the bytes lie; folders of two characters keep each folder small."""
    root: Path = current_app.extensions["files"]
    return root / storage_name[:2] / storage_name


def stored_bytes() -> int:
    """How much the register speaks of, for whoever watches the disk."""
    return int(db.session.scalar(select(func.coalesce(func.sum(StoredFile.size), 0))) or 0)


def _write(path: Path, content: bytes) -> None:
    """Temporary file, fsync, rename, fsync of the folder: after a power cut it is all there or not at all."""
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
        with _folder(folder) as descriptor:
            os.fsync(descriptor)


@contextmanager
def _folder(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
