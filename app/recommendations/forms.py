"""Why a work is worth showing."""

from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, TextField

LONGEST_REASON = 1_000


class RecommendationForm(Form):
    reason = TextField(_l("推荐的理由"), longest=LONGEST_REASON)
