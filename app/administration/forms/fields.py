"""Fields that several of the forms share."""

import re
from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, SelectChoice, SelectField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from app.foundation.forms import LineField, TextField

LONGEST_REASON = 500
NEEDED = InputRequired(message=_l("这里还没有写。"))
CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
NEAREST_ZONES = ("Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "UTC")


class ChosenField(SelectField):
    """One of a list; anything else is told beside the field."""

    def __init__(self, label: Any = None, **options: Any) -> None:
        said = _l("请从名单里选一个。")
        super().__init__(label, validators=[NEEDED], invalid_choice_message=said, **options)


def place_choices(places: Iterable[tuple[str, str, str]]) -> list[SelectChoice]:
    """Places under the names of their cities."""
    return [SelectChoice(code, label, optgroup=city) for code, label, city in places]


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
        _l("时区"), choices=[SelectChoice(zone) for zone in (*NEAREST_ZONES, *others)],
        description=_l("每天、每周从这个时区的零点算起。"),
    )  # fmt: skip
