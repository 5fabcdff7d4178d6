"""What people type into a discussion."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, MultipleFileField, RadioField, SelectMultipleField
from wtforms.widgets import CheckboxInput

from app.discussions.queries.files import FileKept
from app.foundation.forms import Form, LineField, TextField

LONGEST_POST = 10_000
ACCEPTED = ".png,.jpg,.jpeg,.webp,.gif,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps,.txt,.md"


def files_field() -> MultipleFileField:
    return MultipleFileField(_l("图片或附件"), render_kw={"accept": ACCEPTED})


def number_in(field: HiddenField) -> int | None:
    """The id in a hidden field; None for anything that no database could hold."""
    text = (field.data or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


class ThreadForm(Form):
    title = LineField(_l("标题"), longest=80)
    text = TextField(_l("正文"), longest=LONGEST_POST)
    files = files_field()
    topic = HiddenField()

    @property
    def topic_id(self) -> int | None:
        return number_in(self.topic)


class ReplyForm(Form):
    text = TextField(_l("回复"), longest=LONGEST_POST)
    files = files_field()
    quoted = HiddenField()
    words = HiddenField()

    @property
    def quoted_id(self) -> int | None:
        return number_in(self.quoted)


class StandingFiles(SelectMultipleField):
    """Files beside a post; a number from elsewhere is passed over."""

    option_widget = CheckboxInput()
    data: list[int] | None

    def pre_validate(self, form: Any) -> None:
        known = {value for value, *_ in self.iter_choices()}
        self.data = [value for value in self.data or [] if value in known]


class PostForm(Form):
    text = TextField(_l("正文"), longest=LONGEST_POST)
    files = files_field()
    keep = StandingFiles(_l("已有的附件，勾选的留下"), coerce=int, validate_choice=False)

    def offer(self, files: Sequence[FileKept]) -> None:
        """Let files that stand beside the post stay; all of them do, unless told otherwise."""
        self.keep.choices = [(file.id, file.name) for file in files]
        if not self.was_sent:
            self.keep.data = [file.id for file in files]


class HidingForm(Form):
    """That one means it, and for somebody else's post why."""

    reason = LineField(_l("为什么隐藏"), longest=300, optional=True)


class MoveForm(Form):
    board = RadioField(_l("移到哪个版块"), coerce=int)

    def offer(self, boards: Iterable[Any], but: str | None) -> None:
        self.board.choices = [(board.id, board.name) for board in boards if board.slug != but]

    @property
    def board_id(self) -> int:
        return int(self.board.data)
