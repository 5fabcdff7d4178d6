"""What is typed at the doors: account, password, activation code."""

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, PasswordField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, ValidationError

from app.foundation.forms import Form, LineField
from app.people.passwords import LONGEST, SHORTEST


class Typed:
    """Something has to be typed; blanks count, since a password may hold them."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, _form: Any, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("这里还没有写。"))


class PasswordLine(PasswordField):
    """A password as typed, blanks included; `purpose` tells the browser's own store what it is."""

    def __init__(self, label: Any, *, purpose: str, **options: Any) -> None:
        limits = Length(max=LONGEST, message=_l("最多 %(max)d 个字。"))
        super().__init__(label, validators=[Typed(), limits], render_kw={"autocomplete": purpose}, **options)


class SignInForm(Form):
    account = LineField(
        _l("账号"), longest=80,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    password = PasswordLine(_l("密码"), purpose="current-password")
    remember = BooleanField(_l("在这台设备上记住我"))
    next = HiddenField()
    kept = HiddenField()


class _NewPasswordForm(Form):
    new_password = PasswordLine(
        _l("新密码"), purpose="new-password", description=_l("至少 8 个字符；一句自己记得住的话就很好。")
    )
    again = PasswordLine(_l("再输一次新密码"), purpose="new-password")

    def validate_new_password(self, field: Any) -> None:
        if len(field.data or "") < SHORTEST:
            raise ValidationError(_l("太短了，至少要 8 个字符。"))

    def validate_again(self, field: Any) -> None:
        if field.data != self.new_password.data:
            raise ValidationError(_l("两次输入的新密码不一样。"))


class ActivationForm(_NewPasswordForm):
    account = LineField(
        _l("账号"), longest=80,
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )  # fmt: skip
    code = LineField(
        _l("激活码"), longest=40, description=_l("班级管理员发给您的 12 位字符，大小写和短横线都不要紧。"),
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"},
    )  # fmt: skip


class PasswordForm(_NewPasswordForm):
    old_password = PasswordLine(_l("现在的密码"), purpose="current-password")


class LanguageForm(Form):
    language = RadioField(_l("界面语言"), choices=[SelectChoice("zh", "中文"), SelectChoice("en", "English")])
