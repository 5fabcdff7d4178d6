"""Two languages: Chinese is what the code says, English stands beside each domain in `translations/en.po`."""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain

LANGUAGES = ("zh", "en")
COOKIE = "language"
APP = Path(__file__).resolve().parent.parent


class HouseDomain(Domain):
    """All domains' catalogues as one, read from their sources so that nothing compiled is kept."""

    def get_translations(self) -> Translations:
        return catalogue(language())


HOUSE = HouseDomain()


class HouseBabel(Babel):
    @property
    def domain_instance(self) -> Domain:
        return HOUSE


@cache
def catalogue(locale: str, domain: str = "") -> Translations:
    """All words of a language; of a domain, its own before those that others have for the same Chinese."""
    merged = Translations()
    if locale == "zh":
        return merged
    if domain:
        merged.add_fallback(catalogue(locale))
    for path in sorted(APP.glob(f"{domain or '**'}/translations/{locale}.po")):
        with path.open("rb") as source:
            messages = read_po(source, locale=locale)
        compiled = BytesIO()
        write_mo(compiled, messages)
        compiled.seek(0)
        merged.merge(Translations(compiled))
    return merged


def language() -> str:
    """The language of this answer: asked for, remembered on this device, the person's own, or Chinese."""
    if not has_request_context():
        return "zh"
    known: str | None = g.get("language")
    if known is None:
        wishes = (request.args.get("lang"), request.cookies.get(COOKIE), _own())
        known = g.language = next((wish for wish in wishes if wish in LANGUAGES), "zh")
    return known


def remember(response: Response, code: str) -> Response:
    """Keep the choice on this device for a year."""
    response.set_cookie(COOKIE, code, max_age=31_536_000, httponly=True, samesite="Lax", secure=request.is_secure)
    return response


def speak(app: Flask) -> None:
    """Choose the language for each request and remember a choice made by ?lang=."""
    HouseBabel(app, locale_selector=language, default_locale="zh")

    @app.after_request
    def keep_choice(response: Response) -> Response:
        asked = request.args.get("lang")
        return remember(response, asked) if asked in LANGUAGES else response


def _own() -> str | None:
    """What the person chose, where it is known already; asking for it must not be what fails on an error page."""
    person = g.get("_login_user")
    return getattr(person, "language", None)
