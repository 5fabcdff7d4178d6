"""Two languages: Chinese is what the code says, English stands beside each domain in `translations/en.po`."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, g, has_request_context, request, session
from flask_babel import Babel, Domain

LANGUAGES = ("zh", "en")
APP = Path(__file__).resolve().parent.parent


class HouseDomain(Domain):
    """All domains' catalogues as one, read from their sources so that nothing compiled is kept."""

    def get_translations(self) -> Translations:
        return catalogue(language())


class HouseBabel(Babel):
    @property
    def domain_instance(self) -> Domain:  # type: ignore[override]
        return HouseDomain()


@cache
def catalogue(locale: str) -> Translations:
    merged = Translations()
    if locale == "zh":
        return merged
    for path in sorted(APP.glob(f"**/translations/{locale}.po")):
        with path.open("rb") as source:
            messages = read_po(source, locale=locale)
        compiled = BytesIO()
        write_mo(compiled, messages)
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged


def language() -> str:
    """The language of this answer: asked for, remembered, the person's own, or Chinese."""
    if not has_request_context():
        return "zh"
    if "language" not in g:
        asked = request.args.get("lang", "")
        remembered = session.get("language") or request.cookies.get("language", "")
        g.language = next((code for code in (asked, remembered) if code in LANGUAGES), "zh")
    return g.language


def speak(app: Flask) -> None:
    """Choose the language for each request and remember a choice made by ?lang=."""
    HouseBabel(app, locale_selector=language, default_locale="zh")

    @app.after_request
    def remember(response: Response) -> Response:
        if request.args.get("lang") in LANGUAGES:
            response.set_cookie(
                "language", language(), max_age=31_536_000, httponly=True, samesite="Lax", secure=request.is_secure
            )
        return response
