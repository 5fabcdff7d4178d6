"""What every form shares: a CSRF token, a key made when it is shown, text fields that take any honest text."""

import secrets
from functools import cache
from hashlib import sha256
from typing import Any, ClassVar

from babel.support import Translations
from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, MultipleFileField, StringField, TextAreaField
from wtforms.i18n import messages_path
from wtforms.validators import Length, ValidationError

from app.foundation.boxes import says_a_box
from app.foundation.i18n import language
from app.foundation.markup import LONGEST_TEXT, has_control_characters
from app.foundation.transactions import SentKey

KEY_LENGTH = 64
UNSAID = {"csrf_token", "next", "stay", "recommend"}  # which page to show afterwards is nothing said


OWN_WORDS = {"Not a valid choice.": _l("请选一项。")}  # who pressed none of two has chosen nothing wrong


@cache
def _library_words(locale: str) -> Any:
    """What the library says by itself; read from its files once and not for each form."""
    return Translations.load(messages_path(), [locale], domain="wtforms")


class _Words:
    """The library's words in the language of the page, and ours where they say it better."""

    def gettext(self, text: str) -> str:
        return str(OWN_WORDS[text] if text in OWN_WORDS else _library_words(language()).gettext(text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(_library_words(language()).ngettext(one, many, number))


def new_key() -> str:
    """What a showing of a form is known by."""
    return secrets.token_urlsafe(18)


def _unix_lines(text: str | None) -> str | None:
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n").strip()


def no_control_characters(_form: Any, field: Any) -> None:
    if field.data and has_control_characters(field.data):
        raise ValidationError(_l("文字里有无法保存的控制字符，请删去后再提交。"))


class NotEmpty:
    """Something has to be written; the label shows which fields may stay empty by this flag."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, _form: Any, field: Any) -> None:
        if not (field.data or "").strip():
            raise ValidationError(_l("这里还没有写。"))


not_empty = NotEmpty()


class LineField(StringField):
    """One line of text, 200 characters unless told otherwise; required unless `optional=True`."""

    def __init__(self, label: Any = None, *, longest: int = 200, optional: bool = False, **options: Any) -> None:
        checks: list[Any] = [] if optional else [not_empty]
        checks += [Length(max=longest, message=_l("最多 %(max)d 个字。")), no_control_characters]
        super().__init__(label, validators=checks, filters=[_unix_lines], **options)


class TextField(TextAreaField):
    """A long text, kept as typed."""

    def __init__(
        self, label: Any = None, *, longest: int = LONGEST_TEXT, optional: bool = False, **options: Any
    ) -> None:
        checks: list[Any] = [] if optional else [not_empty]
        checks += [Length(max=longest, message=_l("最多 %(max)d 个字。")), no_control_characters]
        super().__init__(label, validators=checks, filters=[_unix_lines], **options)


class Form(FlaskForm):
    """A form whose repeat is recognised: `key` goes to `transactions.once`."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: FlaskForm) -> Any:
            return _Words()

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """Texts from texts and files from files: neither in the other's place, and no JSON."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            if not form.is_submitted():
                return None
            sent: MultiDict[str, Any] = MultiDict(request.form)
            for name, field in form._fields.items():
                if isinstance(field, MultipleFileField):
                    sent.setlist(name, request.files.getlist(name))
            return sent

    key = HiddenField(default=new_key)

    @property
    def once_key(self) -> SentKey:
        """The key as sent, or a fresh one where a client sent none that can be kept; it knows what was typed."""
        sent = (self.key.data or "").strip()
        key = sent[:KEY_LENGTH] if sent and not has_control_characters(sent) else new_key()
        return SentKey(key, self._digest())

    def _digest(self) -> str:
        """A digest of all that a person typed, chose or pressed, whatever way it came."""
        unseen = {name for name, field in self._fields.items() if isinstance(field, HiddenField)} | UNSAID
        typed = [
            (name, _unix_lines(value) or "")
            for name, value in request.form.items(multi=True)
            if name not in unseen and not says_a_box(name)
        ]
        typed += [(name, file.filename or "") for name, file in request.files.items(multi=True) if file.filename]
        return sha256(repr(sorted(typed)).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def was_sent(self) -> bool:
        return request.method == "POST"

    def refuse(self, message: str, field: str | None = None) -> None:
        """Put a refusal of an act beside the field it is about, or at the top of the form."""
        if field and field in self:
            self[field].errors = [*self[field].errors, message]
        else:
            self.form_errors.append(message)
