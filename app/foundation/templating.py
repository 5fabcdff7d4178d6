"""Templates, compiled once for each language with their words already in it, and pieces of pages that are kept."""

from collections.abc import Hashable, MutableMapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from babel.support import Translations
from flask import Flask, current_app
from flask.templating import DispatchingJinjaLoader, Environment
from jinja2 import Environment as PlainEnvironment
from jinja2 import Template, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from werkzeug.local import LocalProxy

from app.foundation import clock, i18n
from app.foundation.forms import Form, new_key
from app.foundation.markup import safe
from app.foundation.tokens import form_token

MOST_KEPT = 16_000_000  # characters of pieces in a process; what they are kept under weighs about as much again
LARGEST_KEPT = 200_000  # a page of the longest posts that there can be is not worth a hundred others
ITSELF = 500  # what a piece weighs beside its characters
TOKEN, KEY = f"token:{new_key()}", f"key:{new_key()}"  # marks that nobody can have written
OUT_OF_SIGHT = dict.fromkeys(("request", "session", "g", "config"))
_is_making: ContextVar[bool] = ContextVar("is_making", default=False)


class ByLanguage(DispatchingJinjaLoader):
    """Finds `zh/layouts/page.html` as `layouts/page.html`: one source, compiled for each language."""

    def get_source(self, environment: PlainEnvironment, template: str) -> Any:
        return super().get_source(environment, template.partition("/")[2])


class HouseTemplate(Template):
    """All templates have the same globals here, so what one exports need not be made again for another."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return super()._get_default_module()


class HouseEnvironment(Environment):
    """Looking each word up while a page is made costs as much as all the rest of it."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, loader=ByLanguage(app), **options)
        self.template_class = HouseTemplate
        self.kept: dict[tuple[str, str], Template] = {}  # found at once; the library's own store locks and counts

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002
        named = i18n.language(), name
        found = self.kept.get(named)
        if found is None or self.auto_reload:
            found = self.kept[named] = super()._load_template("/".join(named), globals)
        return found

    def _generate(self, source: nodes.Template, name: str | None, *others: Any, **options: Any) -> str:
        locale, _, path = (name or "zh/").partition("/")
        words = _Words(i18n.catalogue(locale, path.partition("/")[0]))
        return super()._generate(words.visit(source), name, *others, **options)


class _Words(NodeTransformer):
    """Puts the translation in the place of each `_("…")`, and leaves only the filling in of values for later."""

    def __init__(self, catalogue: Translations) -> None:
        self.catalogue = catalogue

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - the library's own word
        node = self.generic_visit(node)  # type: ignore[assignment]
        if not _is_word(node):
            return node
        text = self.catalogue.gettext(node.args[0].as_const())
        if not node.kwargs:
            return nodes.MarkSafe(nodes.Const(text % {}), lineno=node.lineno)
        values = nodes.Dict([nodes.Pair(nodes.Const(given.key), given.value) for given in node.kwargs])
        return nodes.Mod(nodes.MarkSafe(nodes.Const(text)), values, lineno=node.lineno)


def _is_word(node: nodes.Call) -> bool:
    named = isinstance(node.node, nodes.Name) and node.node.name == "_"
    fixed = len(node.args) == 1 and isinstance(node.args[0], nodes.Const) and isinstance(node.args[0].value, str)
    return named and fixed and node.dyn_args is None and node.dyn_kwargs is None


def piece(template: str, **values: Any) -> Markup:
    """A piece of a page that depends on nothing but these values, the language and the year: made once, then kept.

    The values themselves are what it is kept under, so it can never be out of date; they have to be hashable, and
    the template sees nothing else, neither the viewer nor the request. A value may be a kind of form: it is shown
    as nobody has typed in it yet. Tokens and keys of forms are made anew for each showing, never inside another piece.
    """
    given = tuple(values.values())
    kinds = tuple(map(type, given))  # safe markup equals the same words as somebody typed them
    key = (template, i18n.language(), clock.now().year, tuple(values), kinds, given)
    kept = _shelf.find(key)
    if kept is None or current_app.debug:
        kept = _make(template, values)
        _shelf.put(key, kept)
    if not kept.has_form or _is_making.get():
        return kept.html
    html = kept.html.replace(TOKEN, form_token()) if kept.has_token else kept.html
    return safe(html.replace(KEY, new_key())) if kept.has_key else html


def alone(template: str, **values: Any) -> Markup:
    """What a template makes of nothing but these values: neither the viewer nor the request is there to be shown."""
    return safe(current_app.jinja_env.get_template(template).render(OUT_OF_SIGHT | values))


def token() -> str:
    """What templates know as `csrf_token()`: inside a piece a mark, in whose place the true one is put."""
    return TOKEN if _is_making.get() else form_token()


@dataclass(frozen=True, slots=True)
class _Kept:
    html: Markup
    has_token: bool = False
    has_key: bool = False

    @property
    def has_form(self) -> bool:
        return self.has_token or self.has_key


class Shelf:
    """Pieces in two generations: what is not asked for while a new one fills up is let go of with the old one."""

    def __init__(self, room: int) -> None:
        self._room, self._weight = room, 0
        self._new: dict[Hashable, _Kept] = {}
        self._old: dict[Hashable, _Kept] = {}

    def find(self, key: Hashable) -> _Kept | None:
        kept = self._new.get(key)
        if kept is None and (kept := self._old.get(key)) is not None:
            self.put(key, kept)
        return kept

    def put(self, key: Hashable, kept: _Kept) -> None:
        weight = len(kept.html) + ITSELF
        if weight > LARGEST_KEPT:
            return
        if self._weight + weight > self._room // 2:
            self._old, self._new, self._weight = self._new, {}, 0
        self._new[key] = kept
        self._weight += weight

    def clear(self) -> None:
        self._old, self._new, self._weight = {}, {}, 0


_shelf = Shelf(MOST_KEPT)


def forget_pieces() -> None:
    """Let everything be made anew, for tests that change what forms are made of."""
    _shelf.clear()


def _make(template: str, values: dict[str, Any]) -> _Kept:
    was_making = _is_making.set(True)
    try:
        shown = {name: _blank(value) for name, value in values.items()}
        html = alone(template, **shown)
    finally:
        _is_making.reset(was_making)
    return _Kept(html, TOKEN in html, KEY in html)


def _blank(value: Any) -> Any:
    """A form for a kind of form, anything else as it is; what is another thing in another request is no value."""
    if type(value) is LocalProxy:
        raise TypeError("a piece is kept under its values: give it the value, not a proxy of it")
    if not (isinstance(value, type) and issubclass(value, Form)):
        return value
    form = value(formdata=None)
    form.key.data = KEY
    if "csrf_token" in form:
        form.csrf_token.current_token = TOKEN
    return form
