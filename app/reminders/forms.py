"""What is typed when somebody is reminded, when a talk is written down, and how a training wants it done."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from app.foundation.forms import Form, TextField
from app.reminders.recipients import LIMITS, NOTED_BY_HAND, Kind, Outcome, Rules
from app.reminders.wording import unknown_slots
from app.reminders.words import CHANNELS, OUTCOMES

LONGEST_WORDS, LONGEST_NOTE = 600, 1_000
MOST_CHOSEN = 400
MOST_DIGITS = 18
UNSAID = ""


class RoundForm(Form):
    """The words of a round; a phone list needs none."""

    text = TextField(_l("要说的话"), longest=LONGEST_WORDS, optional=True)

    def validate_text(self, field: Any) -> None:
        strange = unknown_slots(field.data or "")
        if strange:
            raise ValidationError(_("不认识这个空格：{%(word)s}。能用的都写在说明里。", word=strange[0]))


class OneDayField(DateField):
    """A day, or nothing; the library's own complaint names neither the field nor a way out."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as fault:
            raise ValueError(_("这不是一个日子，请写成 2026-03-18 这样。")) from fault


class ContactForm(Form):
    """A talk by phone, face to face or in a private message."""

    channel = RadioField(
        _l("怎么联系的"), choices=[SelectChoice(name, CHANNELS[name]) for name in NOTED_BY_HAND], default="phone"
    )
    kind = RadioField(
        _l("为了什么"), choices=[SelectChoice(Kind.CHASE, _l("催一催")), SelectChoice(Kind.PRAISE, _l("夸一夸"))],
        default=Kind.CHASE,
    )  # fmt: skip
    outcome = SelectField(
        _l("结果"),
        choices=[SelectChoice(UNSAID, _l("不记结果")), *(SelectChoice(name, OUTCOMES[name]) for name in Outcome)],
        default=UNSAID,
    )
    promised_on = OneDayField(_l("说好在哪一天以前补上"), validators=[Optional()])
    note = TextField(_l("说了什么"), longest=LONGEST_NOTE, optional=True)


class NumbersForm(Form):
    """One button; the key makes it count once."""


class PostedForm(Form):
    """The text has been put into the group."""


class LettersForm(Form):
    """Reminders by e-mail are wanted again."""


class WholeField(IntegerField):
    """A whole number within limits; anything else is said plainly."""

    def __init__(self, label: Any, limits: tuple[int, int], **options: Any) -> None:
        least, most = limits
        message = _l("请填 %(least)d 到 %(most)d 之间的数。", least=least, most=most)
        super().__init__(label, validators=[NumberRange(least, most, message)], **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None


class RulesForm(Form):
    """Quiet hours, how often, and from when on somebody is idle."""

    quiet_from = WholeField(
        _l("晚上几点以后不发"), LIMITS["quiet_from"], description=_l("0 到 23；和早上的钟点相同就是不设静默时间")
    )
    quiet_until = WholeField(_l("早上几点起再发"), LIMITS["quiet_until"])
    most_a_week = WholeField(
        _l("七天里最多给一个人发几条"), LIMITS["most_a_week"], description=_l("1 到 14；电话和当面说的不算")
    )
    idle_days = WholeField(
        _l("几天没来算没有动静"), LIMITS["idle_days"], description=_l("1 到 30；加倍的天数还没来，就该打电话了")
    )
    praise_days = WholeField(_l("开头几天以表扬为主"), LIMITS["praise_days"], description=_l("0 到 60"))

    def rules(self) -> Rules:
        return Rules(*(getattr(self, name).data for name in Rules.__slots__))


def chosen_people() -> list[int]:
    """The numbers of those that a form or an address names, each once, as far as they are numbers of people."""
    given = request.values.getlist("person")[:MOST_CHOSEN]
    return list(
        dict.fromkeys(int(one) for one in given if one.isascii() and one.isdecimal() and len(one) <= MOST_DIGITS)
    )
