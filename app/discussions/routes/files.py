"""Files beside posts: taking them in, and giving them to whoever may read the post now."""

import json
from collections.abc import Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from app.discussions.operations.attaching import MOST_FILES, PostFile
from app.discussions.queries.files import get_download
from app.discussions.routes.blueprint import discussions
from app.foundation import files
from app.foundation.access import signed_in, viewer
from app.foundation.downloads import send_stored
from app.foundation.file_kinds import PICTURES
from app.foundation.files import KeptFile
from app.foundation.pictures import shrink
from app.foundation.uploads import keep_uploads


@discussions.get("/posts/<int:post_id>/files/<int:attachment_id>")
@signed_in
def file(post_id: int, attachment_id: int) -> ResponseReturnValue:
    """A file as it was checked; pictures, which were drawn anew, open inside the browser, `small` ones in the text."""
    found = get_download(post_id, attachment_id, viewer(), small="small" in request.args)
    inline = found.media_type in PICTURES and ("inline" in request.args or "small" in request.args)
    return send_stored(found, inline=inline, cache="private, no-cache" if inline else "private, no-store")


@discussions.app_template_filter("as_files")
def files_in(attached: str | None) -> list[dict[str, Any]]:
    """The files of a post as its row tells them."""
    return list(json.loads(attached)) if attached else []


def keep_post_files(uploads: Sequence[FileStorage | str] | None) -> list[PostFile]:
    """Check and keep what a form brought, pictures also in small."""
    return [_with_small(kept) for kept in keep_uploads(uploads or [], MOST_FILES)]


def discard_post_files(kept: Sequence[PostFile]) -> None:
    """Take away again what came with an act that was refused."""
    files.discard([one for file in kept for one in file.kept])


def _with_small(kept: KeptFile) -> PostFile:
    if kept.media_type not in PICTURES:
        return PostFile(kept)
    small = shrink(files.read(kept.storage_name))
    return PostFile(kept, files.keep(kept.name, small.media_type, small.content), small.width, small.height)
