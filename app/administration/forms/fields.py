"""Fields that several of the forms share."""

import re
from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from app.foundation.forms import LineField, TextField

LONGEST_REASON = 500
NEEDED = InputRequired(message=_l("这里还没有写。"))
CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
NEAREST_ZONES = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "UTC")


class ChosenField(SelectField):
    """One of a list; anything else is told beside the field."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, validators=[NEEDED], **options)

    def pre_validate(self, form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices_flat()}:
            raise ValidationError(_l("请从名单里选一个。"))

    def iter_choices_flat(self) -> list[tuple[Any, ...]]:
        if self.has_groups():
            return [choice for _group, choices in self.iter_groups() for choice in choices]
        return list(self.iter_choices())


def code_field(label: Any, longest: int, description: Any) -> LineField:
    return LineField(label, longest=longest, description=description, render_kw={"autocapitalize": "none"})


def check_code(field: Any) -> None:
    """A code stands in addresses: small letters, digits and hyphens."""
    field.data = (field.data or "").lower()
    if not CODE.fullmatch(field.data):
        raise ValidationError(_l("代号只用小写字母、数字和短横线。"))


def day_field(label: Any, description: Any = "") -> DateField:
    return DateField(label, validators=[NEEDED], description=description)


def number_field(label: Any, least: int = 0, most: int = 100_000) -> IntegerField:
    message = _l("请写 %(min)d 到 %(max)d 之间的整数。")
    checks = [NEEDED, NumberRange(least, most, message=message)]
    return IntegerField(label, validators=checks, render_kw={"inputmode": "numeric"})


def reason_field() -> TextField:
    return TextField(
        _l("原因"),
        longest=LONGEST_REASON,
        description=_l("会和这次改动一起记下来，项目组都看得到。请不要写身份证号、电话。"),
    )


def zone_field() -> ChosenField:
    others = sorted(available_timezones() - set(NEAREST_ZONES))
    return ChosenField(
        _l("时区"), choices=[(zone, zone) for zone in (*NEAREST_ZONES, *others)],
        description=_l("每天、每周从这个时区的零点算起。"),
    )  # fmt: skip
