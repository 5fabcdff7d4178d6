"""What is typed about a reported post."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.foundation.forms import Form, TextField
from app.moderation.models import Outcome, Verdict

LONGEST_REASON = 500


class VerdictField(RadioField):
    """One of the three, chosen on purpose."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in set(Verdict):
            raise ValidationError(_("请选一种处理办法。"))


class ReportForm(Form):
    reason = TextField(_l("哪里不合适"), longest=LONGEST_REASON)


class DecisionForm(Form):
    verdict = VerdictField(
        _l("怎么处理"),
        choices=[
            SelectChoice(Verdict.LEFT, _l("不用处理")),
            SelectChoice(Verdict.WARNED, _l("留着，提醒作者")),
            SelectChoice(Verdict.HIDDEN, _l("隐藏这一帖")),
        ],
    )
    reason = TextField(_l("理由"), longest=LONGEST_REASON, optional=True)


class ObjectionForm(Form):
    text = TextField(_l("您的理由"), longest=LONGEST_REASON)


class ReviewForm(Form):
    """Whether something stays hidden; where nobody objected there is nothing to keep up."""

    outcome = RadioField(
        _l("怎么处理"),
        choices=[SelectChoice(Outcome.SHOWN, _l("再放出来")), SelectChoice(Outcome.KEPT, _l("维持隐藏"))],
        validate_choice=False,
    )
    answer = TextField(_l("理由"), longest=LONGEST_REASON)
