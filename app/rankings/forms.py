"""What the project team says when it corrects a closed week."""

from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, TextField


class CorrectionForm(Form):
    """The reason stands beside the new revision for everybody to read."""

    reason = TextField(_l("更正的原因"), longest=500)
