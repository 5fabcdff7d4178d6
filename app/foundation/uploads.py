"""From what a browser sent to files that are kept: every one checked before the first is written."""

from collections.abc import Sequence
from contextlib import closing

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.foundation import files, scanning
from app.foundation.errors import Refused
from app.foundation.file_kinds import LARGEST, Fault, UnfitFile, clean_name, kind_of
from app.foundation.pictures import redraw
from app.foundation.scanning import Infected, Unscannable


def keep_uploads(
    uploads: Sequence[FileStorage | str], most: int, field: str = "files", largest: int = LARGEST
) -> list[files.KeptFile]:
    """Check all uploads, then keep them; the refusal of one names it and keeps none."""
    sent = [upload for upload in uploads if isinstance(upload, FileStorage) and upload.filename]
    if len(sent) > most:
        raise Refused(_("一次最多带 %(most)d 个附件。", most=most), field)
    checked = [_check(upload, field, largest) for upload in sent]
    return [files.keep(*ready) for ready in checked]


def _check(upload: FileStorage, field: str, largest: int) -> tuple[str, str, bytes]:
    with closing(upload.stream):  # a large one lies in a temporary file until it is closed
        content = upload.stream.read(largest + 1)
    try:
        kind = kind_of(content, largest)
        scanning.check(content)
        name = clean_name(upload.filename or "", kind)
        return name, kind.media_type, redraw(content, kind) if kind.is_picture else content
    except (UnfitFile, Infected, Unscannable) as unfit:
        shown = (upload.filename or "")[-60:]
        raise Refused(_("“%(name)s”没有收下：%(why)s", name=shown, why=_why(unfit, largest)), field) from unfit


def _why(unfit: UnfitFile | Infected | Unscannable, largest: int) -> str:
    if isinstance(unfit, Infected):
        return _("查毒时发现了“%(virus)s”。请先给电脑杀毒，再从没有问题的原件另存一份。", virus=unfit.virus[:60])
    if isinstance(unfit, Unscannable):
        return _("现在没法检查它有没有病毒，请过几分钟再传；写好的文字都还在。")
    return _fault(unfit.fault, largest // (1024 * 1024))


def _fault(fault: Fault, megabytes: int) -> str:
    words: dict[Fault, str] = {
        Fault.EMPTY: _("它是空的。"),
        Fault.TOO_LARGE: _("它超过 %(n)d MB。图片可以缩小一些，文档可以拆成两份。", n=megabytes),
        Fault.UNKNOWN: _("只收图片（PNG、JPEG、WebP、GIF）、PDF、Word、Excel、PPT 和 UTF-8 文本。"),
        Fault.BROKEN: _("文件不完整或已经损坏，请重新导出一份。"),
        Fault.MACROS: _("里面带宏，请另存为不带宏的格式。"),
        Fault.LOCKED: _("它加了密码，老师打不开，请去掉密码再传。"),
        Fault.TOO_MUCH_INSIDE: _("压缩的内容展开后太大。"),
        Fault.TOO_MANY_PIXELS: _("图片超过 4000 万像素，请缩小后再传。"),
    }
    return words[fault]
