"""Rules of the templates: nothing inline, nothing unescaped, nothing from elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import House

BLOCKED_BY_THE_POLICY = {
    "an inline style": re.compile(r"<style\b|<[^<>]*\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc\s*=)|javascript:", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^<>]*\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
}
FORMS = Path("app/templates/components/forms.html")
BARE_TEXTAREA = re.compile(r"<textarea\b(?![^>]*\b(?:readonly|data-box)\b)")
CALL_WITHOUT_BOX = re.compile(r"{{[^{}]*\btextarea\((?![^{}]*\bbox=)")
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b|\bMarkup\(")
FROM_ELSEWHERE = re.compile(
    r"<(?:script|img|link|iframe|source|video|audio)\b[^>]*\b(?:src|href)\s*=\s*[\"']?(?:https?:)?//"
    r"|@import\s+(?:url\()?[\"']?(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//"
    r"|\b(?:from|import)\s*\(?\s*[\"'](?:https?:)?//",
    re.IGNORECASE,
)


def templates_have_nothing_inline(house: House) -> list[str]:
    return [
        f"{place} has {what}, which the content security policy blocks"
        for what, pattern in BLOCKED_BY_THE_POLICY.items()
        for place in _places(house.templates, pattern)
    ]


def templates_escape_everything(house: House) -> list[str]:
    return [f"{place} is not escaped" for place in _places(house.templates, UNESCAPED)]


def nothing_comes_from_elsewhere(house: House) -> list[str]:
    texts = house.templates | house.texts("static/**/*.css", "static/**/*.js")
    return [f"{place} is loaded from another host" for place in _places(texts, FROM_ELSEWHERE)]


def every_text_has_a_box(house: House) -> list[str]:
    """A text that was being written when the line went was lost, once, because its page had no box for it."""
    written = {path: text for path, text in house.templates.items() if path != FORMS}
    bare = [f"{place} is a textarea without a box: use the macro" for place in _places(written, BARE_TEXTAREA)]
    calls = [f"{place} calls textarea without box=" for place in _places(written, CALL_WITHOUT_BOX)]
    return bare + calls


def templates_live_in_their_domain(house: House) -> list[str]:
    inside = [path for path in house.templates if path.parts[1] != "templates"]
    return [
        f"{path} does not stand in app/{path.parts[1]}/templates/{path.parts[1]}/"
        for path in inside
        if path.parts[2:4] != ("templates", path.parts[1])
    ]


def _places(texts: dict[Path, str], pattern: re.Pattern[str]) -> Iterator[str]:
    for path, text in texts.items():
        for match in pattern.finditer(text):
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}"
