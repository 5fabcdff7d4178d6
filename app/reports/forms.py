"""The words that an administrator puts before a report."""

from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, TextField

LONGEST_INTRODUCTION = 2000


class ReportForm(Form):
    introduction = TextField(_l("导语"), longest=LONGEST_INTRODUCTION, optional=True)
