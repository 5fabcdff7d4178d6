"""What people type into a discussion."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from app.foundation.forms import Form, LineField, TextField

LONGEST_POST = 10_000


def number_in(field: HiddenField) -> int | None:
    """The id in a hidden field; None for anything that no database could hold."""
    text = (field.data or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class ThreadForm(Form):
    title = LineField(_l("标题"), longest=80)
    text = TextField(_l("正文"), longest=LONGEST_POST)
    topic = HiddenField()

    @property
    def topic_id(self) -> int | None:
        return number_in(self.topic)


class ReplyForm(Form):
    text = TextField(_l("回复"), longest=LONGEST_POST)
    quoted = HiddenField()

    @property
    def quoted_id(self) -> int | None:
        return number_in(self.quoted)


class PostForm(Form):
    text = TextField(_l("正文"), longest=LONGEST_POST)


class HidingForm(Form):
    """Nothing to type: only that one means it."""
