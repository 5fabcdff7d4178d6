"""A phrase to keep."""

from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, TextField
from app.phrases.models import LONGEST


class PhraseForm(Form):
    text = TextField(_l("常用语"), longest=LONGEST)
