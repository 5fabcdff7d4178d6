"""Why a work is worth showing, and where and how long it is shown."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from app.foundation.forms import Form, TextField

LONGEST_REASON = 1_000


class RecommendationForm(Form):
    reason = TextField(_l("推荐的理由"), longest=LONGEST_REASON, render_kw={"autofocus": True})


class PickForm(Form):
    word = TextField(_l("专家的话"), longest=LONGEST_REASON)


class ShowingForm(Form):
    position = IntegerField(
        _l("排在第几"),
        validators=[
            InputRequired(_l("这里还没有写。")),
            NumberRange(1, 99, _l("请填 1 到 99 之间的数。")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    until = DateField(_l("展示到哪一天"), validators=[InputRequired(_l("请选一个日子。"))])
