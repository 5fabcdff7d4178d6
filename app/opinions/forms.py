"""Why a second opinion is asked for."""

from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, TextField
from app.opinions.operations import LONGEST_REASON


class AskForm(Form):
    reason = TextField(_l("为什么想请另一位老师再看"), longest=LONGEST_REASON)
