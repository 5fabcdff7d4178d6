"""What a learner hands in."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField, SelectMultipleField
from wtforms.widgets import CheckboxInput

from app.assignments.models import SubmissionAttachment
from app.foundation.access import LARGEST_ID
from app.foundation.forms import Form, TextField

ACCEPTED = ".png,.jpg,.jpeg,.webp,.gif,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps,.txt,.md"


class KeptAttachments(SelectMultipleField):
    """Attachments of the version before; the act passes over a number from elsewhere."""

    option_widget = CheckboxInput()
    data: list[int] | None

    def pre_validate(self, form: Any) -> None:
        self.data = [value for value in self.data or [] if 0 < value <= LARGEST_ID]


class HandInForm(Form):
    text = TextField(_l("作业正文"))
    files = MultipleFileField(_l("附件"), render_kw={"accept": ACCEPTED})
    keep = KeptAttachments(_l("上一稿的附件，勾选的会一起带上"), coerce=int, validate_choice=False)

    def offer(self, attachments: Iterable[SubmissionAttachment]) -> None:
        """Let attachments of the version before be carried over; all of them are, unless told otherwise."""
        self.keep.choices = [(attachment.id, attachment.name) for attachment in attachments]
        if not self.was_sent:
            self.keep.data = [value for value, _ in self.keep.choices]
