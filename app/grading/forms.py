"""What a tutor types about a work, and what is written back."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.validators import InputRequired, ValidationError

from app.discussions.forms import number_in
from app.foundation.forms import Form, LineField, TextField

LONGEST = 5_000
LONGEST_WORD = 500
HIGHEST = 100


class ScoreField(IntegerField):
    """A whole number from 0 to 100."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").strip()
        self.data = int(text) if text.isdecimal() and len(text) <= len(str(HIGHEST)) else None

    def pre_validate(self, _form: Any) -> None:
        if self.data is None or self.data > HIGHEST:
            raise ValidationError(_("分数是 0 到 100 的整数。"))


class GradeField(RadioField):
    """One of the grades of the training's ladder."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_rest in self.iter_choices()}:
            raise ValidationError(_("请选一个等第。"))


class CommentField(TextField):
    """Wished for, never demanded: the label does not call it optional, and an empty one gets a gentle word."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, longest=LONGEST, optional=True, **options)
        self.flags.required = True


class JudgingForm(Form):
    """What all judgements carry: the version that was read, the grade that was seen, and whether a hint was."""

    version = HiddenField()
    replaces = HiddenField()
    confirmed = HiddenField()
    hint: str | None = None

    @property
    def version_read(self) -> int | None:
        return number_in(self.version)

    @property
    def grade_seen(self) -> int | None:
        return number_in(self.replaces)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed.data == "1"

    def ask_again(self, hint: str) -> None:
        """Show the form once more with a hint; sent again, it is taken as it is."""
        self.hint = hint
        self.confirmed.data = "1"

    def stand_before(self, version: int, grade_id: int | None) -> None:
        """Note what the page shows with the form."""
        self.version.data = str(version)
        self.replaces.data = str(grade_id or "")


class ScoreForm(JudgingForm):
    score = ScoreField(
        _l("分数"), render_kw={"min": 0, "max": HIGHEST, "inputmode": "numeric", "autocomplete": "off"},
        validators=[InputRequired(_l("分数是 0 到 100 的整数。"))],
    )  # fmt: skip
    comment = CommentField(_l("评语"))


class GradeForm(JudgingForm):
    grade = GradeField(_l("等第"), validate_choice=False)
    comment = CommentField(_l("评语"))

    def offer(self, grades: list[str]) -> None:
        self.grade.choices = [(grade, grade) for grade in grades]


class RatingForm(GradeForm):
    """The same for a post, with no more than a word beside it."""

    comment = LineField(_l("说一句"), longest=LONGEST_WORD, optional=True)


class ReturnForm(Form):
    reason = TextField(_l("退回的理由"), longest=LONGEST)
    version = HiddenField()

    @property
    def version_read(self) -> int | None:
        return number_in(self.version)


class AnswerForm(Form):
    text = TextField(_l("回话"), longest=LONGEST)
