"""Which notices a person wants, and which letters."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.foundation.forms import Form, LineField
from app.notifications.digesting import Frequency
from app.notifications.kinds import groups_in_use

PREFIX = "group_"


class GroupsForm(Form):
    """One box for each group that may be silenced."""

    @classmethod
    def for_choices(cls, choices: dict[str, bool], **options: Any) -> "GroupsForm":
        """The form as the person chose before, or as it was sent now."""
        boxes = {}
        for name, group in groups_in_use().items():
            if group.may_be_silent:
                wanted = not choices.get(name, group.begins_silent)
                boxes[PREFIX + name] = BooleanField(group.label, description=group.hint, default=wanted)
        form: GroupsForm = type("Groups", (cls,), boxes)(**options)
        return form

    @property
    def boxes(self) -> list[BooleanField]:
        return [field for field in self if field.name.startswith(PREFIX)]

    @property
    def silent(self) -> set[str]:
        return {field.name.removeprefix(PREFIX) for field in self.boxes if not field.data}


HOURS = [SelectChoice(hour, f"{hour:02d}:00") for hour in range(24)]
OFF = "off"


class DigestForm(Form):
    """Whether and when a digest comes, and the hours in which nothing does."""

    frequency = RadioField(
        _l("通知摘要"),
        choices=[
            SelectChoice(OFF, _l("不要")),
            SelectChoice(Frequency.DAILY.value, _l("每天一封")),
            SelectChoice(Frequency.WEEKLY.value, _l("每周一一封")),
        ],
    )
    hour = SelectField(_l("什么时候发"), choices=HOURS, coerce=int, validators=[InputRequired()])
    quiet_from = SelectField(_l("晚上从几点起不发信"), choices=HOURS, coerce=int, validators=[InputRequired()])
    quiet_until = SelectField(_l("到早上几点"), choices=HOURS, coerce=int, validators=[InputRequired()])


class AddressForm(Form):
    address = LineField(
        _l("邮箱地址"),
        longest=254,
        render_kw={"autocomplete": "email", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"},
    )


class CodeForm(Form):
    code = LineField(
        _l("邮件里的确认码"), longest=40, render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters"}
    )
