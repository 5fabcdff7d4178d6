"""What is typed about one's data."""

from flask_babel import lazy_gettext as _l

from app.foundation.forms import Form, LineField, TextField

LONGEST_REASON = 500


class PlainForm(Form):
    """An act that asks for nothing but to be meant."""


class ReasonForm(Form):
    reason = TextField(_l("为什么要"), longest=LONGEST_REASON, description=_l("会告诉本人，也会记下来。"))


class OwnErasureForm(Form):
    account = LineField(
        _l("账号"), longest=80, description=_l("请写一遍账号，免得弄错。"),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    reason = TextField(_l("原因"), longest=LONGEST_REASON, optional=True)


class ErasureForm(OwnErasureForm):
    reason = TextField(_l("原因"), longest=LONGEST_REASON, description=_l("会告诉本人，也会记下来。"))
