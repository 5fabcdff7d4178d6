"""Pictures of bulletins: how they are shown, and where their bytes lie."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import select

from app.bulletins.models import BulletinPicture
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.stored_files import StoredFile


class Download(NamedTuple):
    """A file with where its bytes lie."""

    name: str
    storage_name: str
    media_type: str
    digest: str


def pictures_by_id(numbers: Collection[int]) -> dict[int, Any]:
    """Name, width and height of pictures, and under which name the small one is stored."""
    if not numbers:
        return {}
    columns = (BulletinPicture.id, BulletinPicture.name, BulletinPicture.width, BulletinPicture.height)
    statement = select(*columns, StoredFile.storage_name).join(
        StoredFile, StoredFile.digest == BulletinPicture.small_digest
    )
    return {row.id: row for row in db.session.execute(statement.where(BulletinPicture.id.in_(numbers)))}


def get_picture(picture_id: int, *, small: bool) -> Download:
    """A picture whose bulletin or draft somebody was let into."""
    digest = BulletinPicture.small_digest if small else BulletinPicture.file_digest
    columns = (BulletinPicture.name, StoredFile.storage_name, StoredFile.media_type, StoredFile.digest)
    statement = select(*columns).join(StoredFile, StoredFile.digest == digest)
    row = db.session.execute(statement.where(BulletinPicture.id == picture_id)).first()
    if row is None:
        raise NotFound
    return Download._make(row)
