"""What a person typed, looked at once more by the act itself: forms look first, but not every act comes from a form."""

from flask_babel import gettext as _

from app.foundation.errors import Refused
from app.foundation.markup import has_control_characters


def refuse_unfit(text: str, field: str | None, most: int, *, empty: str = "", too_long: str = "") -> None:
    """Refuse a text that is too long or holds what no database takes; where `empty` says why, also one of nothing."""
    if empty and not text.strip():
        raise Refused(empty, field)
    if len(text) > most:
        raise Refused(too_long or _("最多 %(most)d 个字，请删减一些。", most=most), field)
    if has_control_characters(text):
        raise Refused(_("文字里有无法保存的控制字符，请删去后再提交。"), field)


def nothing_written() -> str:
    """The plain word for an empty field."""
    return _("这里还没有写。")
