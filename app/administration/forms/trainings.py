"""What is typed about a training: its days, what it asks, its grades."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectChoice, SelectField
from wtforms.validators import NumberRange, Optional

from app.administration.calendar import Calendar
from app.administration.forms.fields import (
    ChosenField,
    check_code,
    code_field,
    day_field,
    number_field,
    place_choices,
    reason_field,
    zone_field,
)
from app.administration.ladder import LONGEST_NAME, MOST, Rung
from app.administration.wording import REQUIREMENTS
from app.classrooms.scheme import Scheme
from app.foundation.clock import SHANGHAI
from app.foundation.forms import Form, LineField


class _Days(Form):
    starts_on = day_field(_l("开始"))
    ends_on = day_field(_l("结束"), _l("这一天结束以前交的都算按时。"))
    late_until = day_field(_l("补交截止"), _l("结束以后到这一天还可以补交，记为迟交。"))
    time_zone = zone_field()

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.starts_on.data, self.ends_on.data, self.late_until.data, self.time_zone.data)


class TrainingForm(_Days):
    name = LineField(_l("名称"), longest=120)
    code = code_field(_l("代号"), 20, _l("短一些，如 2026-autumn；以后不能改。"))
    place = ChosenField(_l("办在哪里"), description=_l("这一处和它下面各处的管理员都看得到这期培训。"))
    copied_from = SelectField(_l("照着哪一期办"), description=_l("考核要求、等第和计分规则照抄过来，以后各改各的。"))
    with_classrooms = BooleanField(_l("班级也照抄（名称和地方，不带学员）"))
    with_staff = BooleanField(_l("各班的辅导教师、管理员、技术员也照抄"))

    def __init__(self, places: Any, old: list[tuple[str, str]], **values: Any) -> None:
        super().__init__(time_zone=SHANGHAI, **values)
        self.place.choices = place_choices(places)
        self.copied_from.choices = [
            *(SelectChoice(code, name) for code, name in old),
            SelectChoice("", _("不照抄，用通用的规则")),
        ]

    def validate_code(self, field: Any) -> None:
        check_code(field)


class CalendarForm(_Days):
    reason = reason_field()


class NameForm(Form):
    name = LineField(_l("名称"), longest=120)
    reason = reason_field()


class SchemeForm(Form):
    minutes = number_field(REQUIREMENTS["minutes"])
    assignments = number_field(REQUIREMENTS["assignments"], most=1000)
    assignments_per_module = number_field(REQUIREMENTS["assignments_per_module"], most=100)
    journals = number_field(REQUIREMENTS["journals"], most=1000)
    salon_posts = number_field(REQUIREMENTS["salon_posts"], most=1000)
    reason = reason_field()

    @property
    def scheme(self) -> Scheme:
        return Scheme(**{name: int(self[name].data) for name in Scheme.__slots__})


class _Ladder(Form):
    """The rungs are added below, each a name and its least score; a rung without a name is none."""

    reason = reason_field()

    @property
    def rungs(self) -> list[tuple[Any, Any]]:
        return [(self[f"name_{number}"], self[f"least_{number}"]) for number in range(MOST)]

    @property
    def ladder(self) -> list[Rung]:
        return [(name.data, int(least.data or 0)) for name, least in self.rungs if name.data]


def _rung(number: int) -> dict[str, Any]:
    message = _l("请写 %(min)d 到 %(max)d 之间的整数。")
    return {
        f"name_{number}": LineField(_l("名称"), longest=LONGEST_NAME, optional=True),
        f"least_{number}": IntegerField(
            _l("从几分起"), validators=[Optional(), NumberRange(0, 100, message=message)],
            render_kw={"inputmode": "numeric"},
        ),
    }  # fmt: skip


LadderForm = type("LadderForm", (_Ladder,), {k: v for number in range(MOST) for k, v in _rung(number).items()})


def ladder_form(ladder: list[Any], *, names_stay: bool) -> Any:
    """The form, filled with a ladder where nothing was sent; names that stay can be read and not written."""
    data: dict[str, Any] = {}
    for number, (name, least) in enumerate(ladder[:MOST]):
        data |= {f"name_{number}": name, f"least_{number}": least}
    form: Any = LadderForm(data=data)
    for name, least in form.rungs[: len(ladder)]:
        name.flags.required = least.flags.required = True
        name.render_kw = {"readonly": True} if names_stay else {}
    return form
