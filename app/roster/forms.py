"""What is sent and chosen around rosters."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, MultipleFileField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.foundation.forms import Form, LineField

ACCEPTED = ".xlsx,.xls,.csv,.txt"


class Chosen:
    """A file has to be there; the label reads by this flag that it is no choice."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Any, _field: Any) -> None:
        if form.file is None:
            raise ValidationError(_l("请先选一个文件。"))


class RosterForm(Form):
    training = SelectField(_l("导入到哪一期"), validate_choice=False)
    files = MultipleFileField(
        _l("名册文件"), description=_l("Excel（.xlsx、.xls）或 CSV，最大 10 MB。选好以后只是读一读，什么也不会改。"),
        validators=[Chosen()], render_kw={"accept": ACCEPTED},
    )  # fmt: skip

    def offer(self, trainings: Sequence[tuple[str, str]]) -> None:
        """Code and words of each training."""
        self.training.choices = [SelectChoice(code, words) for code, words in trainings]

    @property
    def asks_training(self) -> bool:
        """A single one is no question, unless another was said."""
        return len(self.training.choices or []) > 1 or bool(self.training.errors)

    def validate_training(self, field: Any) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("您不能往这一期里导入名册，请从列表里另选一期。"))

    @property
    def file(self) -> Any:
        """The one file, or None where none was chosen."""
        return next((file for file in self.files.data or [] if getattr(file, "filename", "")), None)


class DecisionForm(Form):
    """What a roster left open; what is not asked is taken out of the form, and of the page with it."""

    moved = RadioField(
        _l("换了班级的学员"),
        choices=[SelectChoice("move", _l("照名册转班")), SelectChoice("leave", _l("先不转，留在原来的班"))],
        default="move",
    )
    vanished = RadioField(
        _l("名册里没有、现在还在班的学员"),
        choices=[SelectChoice("keep", _l("都留下，名册可能不全")), SelectChoice("end", _l("结束他们在班的学习"))],
    )


class ConfirmForm(Form):
    """One button; the key makes it count once."""


class SeatForm(Form):
    """Into which class."""

    classroom = SelectField(_l("班级"))


class MergeForm(Form):
    """The other account, then which of the two stays."""

    other = LineField(_l("另一个账号"), longest=40, render_kw={"autocapitalize": "none", "spellcheck": "false"})


class KeepForm(Form):
    other = HiddenField()
    keep = RadioField(_l("留下哪一个"), choices=[])
