"""What a person types into a bulletin: one form for all its blocks, so that no button loses what stands elsewhere."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, MultipleFileField, RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice

from app.bulletins.blocks import LISTS, LONGEST_BLOCK, LONGEST_CAPTION, LONGEST_HEADING, LONGEST_WORDS, Block
from app.foundation.forms import Form, LineField, TextField

LONGEST_TITLE = 60
LONGEST_COMMENT = 1_000
LONGEST_REASON = 500


class CommentForm(Form):
    text = TextField(_l("说两句"), longest=LONGEST_COMMENT)


class ReportForm(Form):
    reason = TextField(_l("哪里不合适"), longest=LONGEST_REASON)


class DecisionForm(Form):
    verdict = RadioField(
        _l("怎么处理"),
        choices=[SelectChoice("left", _l("没有问题，留着")), SelectChoice("hidden", _l("隐藏"))],
        validate_choice=False,
    )
    answer = TextField(_l("理由"), longest=LONGEST_REASON, optional=True)


class EditorForm(Form):
    """The title and, built for one draft, a field for everything that its blocks let somebody write."""

    title = LineField(_l("标题"), longest=LONGEST_TITLE)
    revision = HiddenField()
    picture = MultipleFileField(_l("图片文件"), render_kw={"accept": "image/png,image/jpeg,image/webp,image/gif"})

    @property
    def seen_revision(self) -> int:
        """How often the draft had been saved when this form was shown."""
        sent = str(self.revision.data or "")
        return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def editor_form(title: str, revision: int, blocks: Sequence[Block]) -> EditorForm:
    """The form of one draft: its fields are named after the blocks' keys."""
    fields: dict[str, Any] = {}
    values: dict[str, Any] = {"title": title, "revision": revision}
    for one in blocks:
        for name, field, value in _fields_of(one):
            fields[name], values[name] = field, value
    return type("_EditorForm", (EditorForm,), fields)(data=values)


def rewritten(blocks: Sequence[Block], form: EditorForm) -> list[Block]:
    """The blocks with what was typed and chosen in the form."""
    return [_WRITTEN[one["kind"]]({**one, "heading": _typed(form, f"heading-{one['key']}")}, form) for one in blocks]


def _fields_of(one: Block) -> list[tuple[str, Any, Any]]:
    key, kind = one["key"], one["kind"]
    heading = LineField(_l("小标题"), longest=LONGEST_HEADING, optional=True)
    fields: list[tuple[str, Any, Any]] = [(f"heading-{key}", heading, one["heading"])]
    if kind == "text":
        fields.append((f"text-{key}", TextField(_l("文字"), longest=LONGEST_BLOCK, optional=True), one["text"]))
    if kind == "figures":
        note = TextField(_l("数字后面的话"), longest=LONGEST_BLOCK, optional=True)
        fields.append((f"note-{key}", note, one["note"]))
        fields.append(_choice(key, one["rows"]))
    if kind in LISTS:
        fields.append(_choice(key, one["items"]))
    if kind == "quotes":
        for place, item in enumerate(one["items"]):
            words = LineField(_l("引用的话"), longest=LONGEST_WORDS)
            fields.append((f"words-{key}-{place}", words, item.get("words", "")))
    if kind == "picture":
        caption = LineField(_l("图片说明"), longest=LONGEST_CAPTION, optional=True)
        fields.append((f"caption-{key}", caption, one["caption"]))
    return fields


def _choice(key: str, items: Sequence[Any]) -> tuple[str, Any, list[int]]:
    """Which of a list are shown, by their places."""
    choices = [SelectChoice(place, str(place)) for place in range(len(items))]
    places = SelectMultipleField(_l("放进简报"), choices=choices, coerce=int)
    return f"keep-{key}", places, [n for n, item in enumerate(items) if item.get("keep")]


def _typed(form: EditorForm, name: str) -> str:
    return str(form[name].data or "") if name in form else ""


def _text(one: Block, form: EditorForm) -> Block:
    return {**one, "text": _typed(form, f"text-{one['key']}")}


def _figures(one: Block, form: EditorForm) -> Block:
    return {**one, "note": _typed(form, f"note-{one['key']}"), "rows": _chosen(one, "rows", form)}


def _listed(one: Block, form: EditorForm) -> Block:
    return {**one, "items": _chosen(one, "items", form)}


def _quotes(one: Block, form: EditorForm) -> Block:
    items = _chosen(one, "items", form)
    said = [_typed(form, f"words-{one['key']}-{place}") for place in range(len(items))]
    return {**one, "items": [{**item, "words": words} for item, words in zip(items, said, strict=True)]}


def _picture(one: Block, form: EditorForm) -> Block:
    return {**one, "caption": _typed(form, f"caption-{one['key']}")}


def _chosen(one: Block, name: str, form: EditorForm) -> list[Any]:
    places = set(form[f"keep-{one['key']}"].data or [])
    return [{**item, "keep": place in places} for place, item in enumerate(one[name])]


_WRITTEN: dict[str, Callable[[Block, EditorForm], Block]] = {
    "text": _text,
    "figures": _figures,
    "stars": _listed,
    "works": _listed,
    "quotes": _quotes,
    "picture": _picture,
}
