"""What somebody writes in a journal."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, LineField, TextField
from app.journals.operations import LONGEST_TITLE


class JournalForm(Form):
    title = LineField(_l("题目"), longest=LONGEST_TITLE)
    text = TextField(_l("正文"))

    def save_under(self, box: str) -> None:
        """Let the title save itself beside the text."""
        title_box = f"{box}:title"
        self.title.render_kw = {
            "data-behavior": "autosave",
            "data-box": title_box,
            "data-draft-url": url_for("drafts.read", box=title_box),
            **({"data-typed": "1"} if self.was_sent else {}),
        }
