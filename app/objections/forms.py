"""What people write about a closed week."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice

from app.foundation.forms import Form, LineField, TextField

LONGEST = 1_000
FIGURE_NAMES = {
    "place": _l("名次或总分"),
    "study": _l("学习时间"),
    "work": _l("作业和日志"),
    "talk": _l("发言"),
    "grade": _l("教师的评定"),
    "other": _l("别的"),
}


VERDICTS = [
    SelectChoice("rejected", _l("不成立")),
    SelectChoice("upheld", _l("成立，重新结算")),
]


class ObjectionForm(Form):
    """Which figure is doubted, and why; `board` and `subject` name the row."""

    board = HiddenField()
    subject = HiddenField()
    figure = RadioField(
        _l("哪一处"), choices=[SelectChoice(value, name) for value, name in FIGURE_NAMES.items()], default="place"
    )
    reason = TextField(_l("为什么觉得不对"), longest=LONGEST)


class RemarkForm(Form):
    text = TextField(_l("给提出人的说明"), longest=LONGEST)


class DecisionForm(Form):
    """What is wrong must have been put right first; the public reason stands beside the new revision."""

    verdict = RadioField(_l("结论"), choices=VERDICTS, default="rejected")
    text = TextField(_l("给提出人的答复"), longest=LONGEST)
    public_reason = LineField(_l("更正的原因（成立时写，人人可见，请不要写姓名）"), longest=200, optional=True)
