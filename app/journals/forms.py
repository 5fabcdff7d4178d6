"""What somebody writes in a journal."""

from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, LineField, TextField
from app.journals.operations import LONGEST_TITLE


class JournalForm(Form):
    title = LineField(_l("题目"), longest=LONGEST_TITLE)
    text = TextField(_l("正文"))
