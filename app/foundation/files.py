"""The store of attachments: bytes under random names, safe before any row speaks of them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import cast

from flask import Flask, current_app
from sqlalchemy import func, select

from app.foundation import clock
from app.foundation.buckets import SCHEME, Access, bucket_at
from app.foundation.database import db
from app.foundation.dialects import insert_or
from app.foundation.errors import NotFound
from app.foundation.stored_files import StoredFile
from app.foundation.stores import FolderStore, Opened, Store
from app.foundation.transactions import is_writing, transaction

NOWHERE = Access()


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A checked file whose bytes are safe in the store; a row may now speak of it under this name."""

    name: str
    digest: str
    storage_name: str
    media_type: str
    size: int


def open_store(app: Flask, url: str, access: Access = NOWHERE) -> None:
    """Remember where files are kept: a folder, or a bucket; anything else is said at the start."""
    app.extensions["files"] = _store_at(url, access)


def keep(name: str, media_type: str, content: bytes) -> KeptFile:
    """Put bytes into the store and wait until they are safe; the same bytes are kept once."""
    if is_writing():
        raise RuntimeError("files are kept before the transaction that speaks of them, so that nobody waits for a disk")
    digest = sha256(content).hexdigest()
    known = db.session.scalar(select(StoredFile.storage_name).where(StoredFile.digest == digest))
    storage_name = known or secrets.token_hex(16)
    if known is None or not _store().holds(storage_name):
        _store().write(storage_name, content)
    return KeptFile(name, digest, storage_name, media_type, len(content))


def register(kept: Sequence[KeptFile]) -> None:
    """Write the files' rows inside the act's transaction; a twin that came first keeps its row."""
    with transaction() as session:
        for file in kept:
            row = {
                "digest": file.digest,
                "storage_name": file.storage_name,
                "media_type": file.media_type,
                "size": file.size,
                "stored_at": clock.now(),
            }
            session.execute(insert_or(StoredFile).values(**row).on_conflict_do_nothing(index_elements=["digest"]))


def discard(kept: Sequence[KeptFile]) -> None:
    """Take files away again whose act was refused, unless a row speaks of them."""
    for file in kept:
        if db.session.scalar(select(StoredFile.digest).where(StoredFile.storage_name == file.storage_name)) is None:
            _store().remove(file.storage_name)


def remove(storage_name: str) -> None:
    """Let go of bytes whose last row is gone."""
    _store().remove(storage_name)


def is_kept(storage_name: str) -> bool:
    return _store().holds(storage_name)


def opened(storage_name: str) -> Opened:
    """The bytes, to be read piece by piece and closed; NotFound where the store has lost them."""
    found = _store().open(storage_name)
    if found is None:
        raise NotFound
    return found


def read(storage_name: str) -> bytes:
    """All the bytes at once, for what is small."""
    with opened(storage_name).stream as stream:
        return stream.read()


def answers() -> bool:
    """Whether the store could keep something now."""
    return _store().answers()


def stored_bytes() -> int:
    """How much the register speaks of, for whoever watches the disk."""
    return int(db.session.scalar(select(func.coalesce(func.sum(StoredFile.size), 0))) or 0)


def _store_at(url: str, access: Access) -> Store:
    if url.startswith(SCHEME):
        return bucket_at(url, access)
    if "://" in url and not url.startswith("file://"):
        raise ValueError(f"FILES_URL is {url!r}; attachments are kept in a folder or in s3://bucket/prefix")
    folder = Path(url.removeprefix("file://"))
    folder.mkdir(parents=True, exist_ok=True)
    return FolderStore(folder)


def _store() -> Store:
    return cast("Store", current_app.extensions["files"])
