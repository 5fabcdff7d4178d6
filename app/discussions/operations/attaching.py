"""Files that come with a post."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select, update

from app.discussions.models import Post, PostAttachment
from app.foundation import clock, files
from app.foundation.database import db
from app.foundation.errors import Refused
from app.foundation.files import KeptFile
from app.foundation.stored_files import StoredFile

MOST_FILES = 4


@dataclass(frozen=True, slots=True)
class PostFile:
    """A checked file; of a picture also a small one, with its width and height."""

    file: KeptFile
    small: KeptFile | None = None
    width: int | None = None
    height: int | None = None

    @property
    def kept(self) -> list[KeptFile]:
        return [self.file, self.small] if self.small else [self.file]


def attach_files(post: Post, new: Sequence[PostFile], keep: Collection[int] | None = None) -> bool:
    """Put new files beside a post and take away those not in `keep` (None keeps all); whether anything changed."""
    gone = _take_away(post, keep)
    known = set(db.session.scalars(select(PostAttachment.file_digest).where(*_standing(post))))
    added = [file for file in {one.file.digest: one for one in new}.values() if file.file.digest not in known]
    if len(known) + len(added) > MOST_FILES:
        raise Refused(_("一帖最多带 %(most)d 个附件。", most=MOST_FILES), "files")
    files.register([kept for file in added for kept in file.kept])
    db.session.add_all(_row(post, file) for file in added)
    db.session.flush()
    if gone or added:
        rebuild_attached(post)
    return bool(gone or added)


def rebuild_attached(post: Post) -> None:
    """Set what a page shows of a post's files from their rows."""
    columns = (PostAttachment.id, PostAttachment.name, StoredFile.media_type, StoredFile.size)
    statement = (
        select(*columns, PostAttachment.width, PostAttachment.height)
        .join(StoredFile, StoredFile.digest == PostAttachment.file_digest)
        .where(*_standing(post))
        .order_by(PostAttachment.id)
    )
    post.attached = [dict(row._mapping) for row in db.session.execute(statement)] or None


def _take_away(post: Post, keep: Collection[int] | None) -> bool:
    if keep is None:
        return False
    gone = update(PostAttachment).where(*_standing(post), PostAttachment.id.not_in(keep)).values(removed_at=clock.now())
    return bool(db.session.execute(gone.returning(PostAttachment.id)).all())


def _standing(post: Post) -> tuple[ColumnElement[bool], ...]:
    return PostAttachment.post_id == post.id, PostAttachment.removed_at.is_(None)


def _row(post: Post, file: PostFile) -> PostAttachment:
    return PostAttachment(
        post_id=post.id,
        file_digest=file.file.digest,
        small_digest=file.small.digest if file.small else None,
        name=file.file.name,
        width=file.width,
        height=file.height,
        attached_at=clock.now(),
    )
