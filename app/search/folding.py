"""How a text is written for comparing: one form for width, case and signs; everything that is not a word is a space."""

import html
import re
import unicodedata

_INLINE = re.compile(r"</?(?:em|strong|del|code|a|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_NOTHING = {0xFE0E: "", 0xFE0F: ""}  # they only choose how the sign before them looks


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        wide = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = folded = "".join(map(_kept, unicodedata.normalize("NFKC", wide)))
        return folded


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if kind[0] in "LN" or kind in ("So", "Mn", "Mc", "Co"):
        return character
    return "" if kind == "Cf" else " "


_FOLDS = _Folds(_NOTHING)


def fold(text: str) -> str:
    """Words with single spaces between them; what stands without a space in between is one word."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLDS).split())


def fold_character(character: str) -> str:
    """What one character becomes in `fold`, before spaces are drawn together."""
    return _FOLDS[ord(character)]


def visible(markup: str) -> str:
    """What a reader sees of a piece of our own HTML, in one line."""
    bare = _TAG.sub(" ", _INLINE.sub("", markup))
    return " ".join((html.unescape(bare) if "&" in bare else bare).split())
