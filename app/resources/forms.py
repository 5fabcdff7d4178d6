"""What is typed about a resource."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, MultipleFileField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError
from wtforms.widgets import CheckboxInput

from app.foundation.forms import Form, LineField, TextField
from app.resources.kinds import KINDS, LICENCES, STAGES, Choice
from app.resources.scores import STARS

LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_REASON = 100, 1_000, 500
ANY_TOPIC = 0
ACCEPTED = ".png,.jpg,.jpeg,.webp,.gif,.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.dps,.txt,.md"


def web_address(_form: Any, field: Any) -> None:
    """Only addresses that a browser opens as a page."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or any(sign.isspace() for sign in field.data):
        raise ValidationError(_("请贴完整的网址，以 http:// 或 https:// 开头。"))


class CodeField(SelectField):
    """One of a short list of ours."""

    def __init__(self, label: Any, choices: tuple[Choice, ...], **options: Any) -> None:
        super().__init__(label, choices=[SelectChoice(choice.code, choice.label) for choice in choices], **options)

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_("请选一项。"))


class KeptFiles(SelectMultipleField):
    """Files that are there already; a number from elsewhere is passed over."""

    option_widget = CheckboxInput()
    data: list[int] | None

    def pre_validate(self, form: Any) -> None:
        known = {choice.value for choice in self.iter_choices()}
        self.data = [value for value in self.data or [] if value in known]


class ResourceForm(Form):
    """Beside `topic` the course's topics are filled in, beside `keep` the files that are there already."""

    title = LineField(_l("标题"), longest=LONGEST_TITLE)
    kind = CodeField(_l("种类"), KINDS)
    stage = CodeField(_l("学段"), STAGES, default="any")
    topic = SelectField(_l("专题"), coerce=int, default=ANY_TOPIC)
    description = TextField(_l("一句话介绍"), longest=LONGEST_DESCRIPTION)
    own = RadioField(
        _l("来源"),
        choices=[SelectChoice("own", _l("自己写的")), SelectChoice("collected", _l("收集来的"))],
        default="own",
    )
    source = LineField(_l("从哪里来、是谁写的"), optional=True)
    licence = CodeField(_l("别人可以怎样用"), LICENCES, default="credit")
    files = MultipleFileField(_l("文件"), render_kw={"accept": ACCEPTED})
    text = TextField(_l("正文"), optional=True)
    link = LineField(_l("网址"), longest=500, optional=True, render_kw={"inputmode": "url"})
    keep = KeptFiles(_l("已有的文件，勾选的会留下"), coerce=int, validate_choice=False)

    def validate_link(self, field: Any) -> None:
        web_address(self, field)

    def offer(self, topics: Iterable[Any], files: Iterable[Any] = ()) -> None:
        """What may be chosen; files that are there are kept unless somebody takes them out."""
        none = SelectChoice(ANY_TOPIC, _("不专属哪个专题"))
        self.topic.choices = [none, *(SelectChoice(one.id, one.title, optgroup=one.module_title) for one in topics)]
        self.keep.choices = [SelectChoice(file.id, file.name) for file in files]
        if not self.was_sent:
            self.keep.data = [choice.value for choice in self.keep.choices]


class RatingForm(Form):
    stars = IntegerField(
        _l("几颗星"),
        validators=[InputRequired(_l("请选一到五颗星。")), NumberRange(STARS[0], STARS[-1], _l("请选一到五颗星。"))],
    )


class ReportForm(Form):
    reason = TextField(_l("哪里不合适"), longest=LONGEST_REASON)


class DecisionForm(Form):
    verdict = RadioField(
        _l("怎么处理"),
        choices=[SelectChoice("left", _l("没有问题，留着")), SelectChoice("removed", _l("下架"))],
        validate_choice=False,
    )
    answer = TextField(_l("理由"), longest=LONGEST_REASON, optional=True)
