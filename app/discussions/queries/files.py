"""A file that came with a post."""

from typing import NamedTuple

from sqlalchemy import func, select

from app.discussions.models import PostAttachment
from app.discussions.policy import may_read_hidden
from app.discussions.queries.posts import PostShown, get_post
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.stored_files import StoredFile
from app.people.models import Person


class Download(NamedTuple):
    """A file with where its bytes lie."""

    name: str
    storage_name: str
    media_type: str
    digest: str


class FileKept(NamedTuple):
    """A file that stands beside a post."""

    id: int
    name: str


def get_download(post_id: int, attachment_id: int, viewer: Person, *, small: bool) -> Download:
    """A file of a post whose text the viewer may read; its small picture if asked for and there is one."""
    post = get_post(post_id, viewer)
    if post.hidden_at is not None and not may_read_hidden(viewer, post.author_id, post.room):
        raise NotFound
    wanted = func.coalesce(PostAttachment.small_digest, PostAttachment.file_digest)
    statement = (
        select(PostAttachment.name, StoredFile.storage_name, StoredFile.media_type, StoredFile.digest)
        .join(StoredFile, StoredFile.digest == (wanted if small else PostAttachment.file_digest))
        .where(PostAttachment.id == attachment_id, PostAttachment.post_id == post.id)
        .where(PostAttachment.removed_at.is_(None))
    )
    row = db.session.execute(statement).first()
    if row is None:
        raise NotFound
    return Download._make(row)


def files_of(post: PostShown) -> list[FileKept]:
    """The files that stand beside a post now."""
    statement = select(PostAttachment.id, PostAttachment.name).where(
        PostAttachment.post_id == post.id, PostAttachment.removed_at.is_(None)
    )
    return [FileKept(*row) for row in db.session.execute(statement.order_by(PostAttachment.id))]
