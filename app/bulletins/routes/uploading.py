"""A picture that an editor brought along, with its small one."""

from collections.abc import Sequence

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.bulletins.operations import PictureFile
from app.foundation import files
from app.foundation.errors import Refused
from app.foundation.file_kinds import PICTURES
from app.foundation.pictures import shrink
from app.foundation.uploads import keep_uploads


def keep_picture(uploads: Sequence[FileStorage | str]) -> PictureFile:
    """Check and keep one picture; anything else is refused beside its field."""
    kept = keep_uploads(uploads, 1, "picture")
    if not kept:
        raise Refused(_("请先选一张图片。"), "picture")
    if kept[0].media_type not in PICTURES:
        files.discard(kept)
        raise Refused(_("这里只收图片：PNG、JPEG、WebP 或 GIF。"), "picture")
    small = shrink(files.read(kept[0].storage_name))
    small_file = files.keep(kept[0].name, small.media_type, small.content)
    both = (kept[0], small_file)
    return PictureFile(kept[0].name, kept[0].digest, small_file.digest, small.width, small.height, None, both)


def discard_picture(picture: PictureFile | None) -> None:
    """Take away again what came with an act that was refused."""
    if picture is not None:
        files.discard(picture.kept)
