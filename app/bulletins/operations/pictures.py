"""Pictures that come into a bulletin, from somebody's disk or from a post of the class's salon."""

from dataclasses import dataclass

from app.bulletins.models import BulletinPicture
from app.foundation import clock, files
from app.foundation.files import KeptFile
from app.foundation.transactions import transaction


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A checked picture with its small one; a known one from a post comes with the post's number and no bytes."""

    name: str
    digest: str
    small_digest: str
    width: int
    height: int
    post_id: int | None = None
    kept: tuple[KeptFile, ...] = ()


def add_picture(person_id: int, classroom_id: int, picture: PictureFile) -> int:
    """Put a picture beside the class's bulletins and give its number."""
    with transaction() as session:
        files.register(picture.kept)
        row = BulletinPicture(
            classroom_id=classroom_id, file_digest=picture.digest, small_digest=picture.small_digest,
            name=picture.name, width=picture.width, height=picture.height, post_id=picture.post_id,
            added_by_id=person_id, added_at=clock.now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id
