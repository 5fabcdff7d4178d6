"""Letters: which face, how wide, where a line breaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

from app.bulletins.painting.glyphs import characters_of

SERIF, SANS = serif_path(), sans_path()
NOT_FIRST = "，。、；：！？）》」』”’…—·,.;:!?)]}%"
UNSEEN = {
    0x200B,
    0x200C,
    0x200D,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
    0xFE0E,
    0xFE0F,
    0xFEFF,
}


@dataclass(frozen=True, slots=True)
class Face:
    """A font in one size, in pixels."""

    path: Path
    size: int

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return _font(self)

    def has(self, character: str) -> bool:
        return ord(character) in characters_of(self.path)

    def width(self, character: str) -> float:
        return _width(self, character)

    def length(self, text: str) -> float:
        return sum(self.width(character) for character in text)


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(face.path), face.size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _width(face: Face, character: str) -> float:
    """What cannot be drawn is as wide as the box in its place."""
    return float(face.font.getlength(character)) if face.has(character) else float(face.size)


def readable(text: str) -> str:
    """The text without what has no shape: direction marks, joiners, variation selectors."""
    return "".join(character for character in text.replace("\t", " ") if ord(character) not in UNSEEN)


def lines_of(text: str, face: Face, width: float) -> Iterator[str]:
    """The text in lines that fit: Chinese breaks anywhere, a short word in letters stays whole, no line begins with a comma."""
    for paragraph in readable(text).split("\n"):
        yield from _wrapped(paragraph, face, width)


def _wrapped(paragraph: str, face: Face, width: float) -> Iterator[str]:
    line, used = "", 0.0
    for part in _parts(paragraph, face, width):
        length = face.length(part)
        if line and used + length > width and part[0] not in NOT_FIRST:
            yield line.rstrip()
            line, used = "", 0.0
            part = part.lstrip()  # noqa: PLW2901 - a line does not begin with the space that broke it
            length = face.length(part)
        line, used = line + part, used + length
        if used > width + 2 * face.size:  # a run of commas: even they must end somewhere
            yield line
            line, used = "", 0.0
    yield line.rstrip()


def _parts(paragraph: str, face: Face, width: float) -> Iterator[str]:
    """Characters one by one, words in letters in one piece unless they are longer than half a line."""
    word = ""
    for character in paragraph:
        if character.isascii() and not character.isspace() and face.length(word) < width / 2:
            word += character
            continue
        if word:
            yield word
        word = ""
        if character.isascii() and not character.isspace():
            word = character
        else:
            yield character
    if word:
        yield word
