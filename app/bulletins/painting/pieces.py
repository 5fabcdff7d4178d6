"""What a long picture is made of, in order; the same pieces are the same picture."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256

LOOK = 1  # how things are drawn; another look is another picture
_LIST = re.compile(r"^\s*(?:[-+*]|\d{1,3}[.)])\s+")
_QUOTE = re.compile(r"^\s*>+\s?")
_HEAD = re.compile(r"^\s*#{1,6}\s+")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`|~~)")


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind` is heading, text, figures, names, quote or picture; `rows` are its parts as short texts.

    A picture is known by its name in the store; `load` gives its bytes when it is drawn, None where they are lost.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    picture: str = ""
    load: Callable[[], bytes | None] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Painted:
    """A masthead, a title, the pieces below, and a line at the foot."""

    paper: str
    line: str
    title: str
    foot: str
    more: str
    pieces: tuple[Piece, ...] = field(default=())


def signature(painted: Painted) -> str:
    """A name for exactly this picture."""
    return sha256(f"{LOOK}:{painted!r}".encode("utf-8", "surrogatepass")).hexdigest()


def plain_paragraphs(text: str) -> str:
    """Markdown without its marks, a line for each of its lines: what a picture can show of it."""
    return "\n".join(_plain(line) for line in text.splitlines()).strip()


def _plain(line: str) -> str:
    is_point = _LIST.match(line)
    bare = _LIST.sub("", _HEAD.sub("", _QUOTE.sub("", line)))
    bare = _EMPHASIS.sub("", _LINK.sub(r"\1", bare))
    return f"· {bare}" if is_point else bare
