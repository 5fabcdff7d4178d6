"""Painting the roll: masthead, title, piece by piece, foot."""

from collections.abc import Callable
from io import BytesIO
from threading import Lock

from PIL import Image

from app.bulletins.painting.canvas import ACCENT, INSIDE, LINE, MARGIN, SOFT, WIDTH, Roll
from app.bulletins.painting.lettering import SANS, SERIF, Face
from app.bulletins.painting.pieces import Painted, Piece

NAME, TITLE, HEADING = Face(SERIF, 38), Face(SERIF, 44), Face(SERIF, 31)
TEXT, QUOTE, SMALL, NUMBER, LABEL = Face(SANS, 27), Face(SERIF, 28), Face(SANS, 22), Face(SERIF, 46), Face(SANS, 21)
ACROSS = 3
TALLEST_PICTURE = 900
ROOM_FOR_THE_FOOT = 1_000
_one_at_a_time = Lock()  # a roll is up to 27 MB while it is drawn


def paint(painted: Painted) -> bytes:
    """The picture as a PNG of bounded size; what finds no room is said to be on the platform."""
    with _one_at_a_time:
        roll = Roll()
        _masthead(roll, painted)
        for piece in painted.pieces:
            if roll.is_full:
                break
            _PAINTED[piece.kind](roll, piece)
        _foot(roll, painted)
        result = BytesIO()
        roll.drawn().save(result, "PNG")
        return result.getvalue()


def _masthead(roll: Roll, painted: Painted) -> None:
    roll.rule(ACCENT, 12, 0, WIDTH)
    roll.skip(36)
    roll.write(painted.paper, NAME, colour=ACCENT, align="centre", leading=1.5)
    roll.skip(10)
    roll.rule(ACCENT, 3)
    roll.skip(3)
    roll.rule(ACCENT, 1)
    roll.skip(10)
    roll.write(painted.line, SMALL, colour=SOFT, align="centre")
    roll.skip(26)
    roll.write(painted.title, TITLE, align="centre", leading=1.45)
    roll.skip(22)


def _heading(roll: Roll, piece: Piece) -> None:
    roll.skip(34)
    top = roll.y + 14
    roll.write(piece.text, HEADING, left=MARGIN + 22, width=INSIDE - 22, leading=1.5)
    roll.bar(top)
    roll.skip(14)


def _text(roll: Roll, piece: Piece) -> None:
    for paragraph in filter(None, (part.strip() for part in piece.text.split("\n"))):
        roll.write(paragraph, TEXT)
        roll.skip(10)


def _figures(roll: Roll, piece: Piece) -> None:
    """Three abreast: the number, what it counts, how it moved."""
    width = INSIDE // ACROSS
    for first in range(0, len(piece.rows), ACROSS):
        top, bottom = roll.y, roll.y
        for place, (number, label, change) in enumerate(piece.rows[first : first + ACROSS]):
            roll.y = top
            left = MARGIN + place * width
            roll.write(number, NUMBER, colour=ACCENT, left=left, width=width - 12, leading=1.4)
            roll.write(label, LABEL, left=left, width=width - 12, leading=1.5)
            if change:
                roll.write(change, LABEL, colour=SOFT, left=left, width=width - 12, leading=1.5)
            bottom = max(bottom, roll.y)
        roll.y = bottom + 14
        roll.rule()
        roll.skip(14)


def _names(roll: Roll, piece: Piece) -> None:
    for name, note in piece.rows:
        roll.write(name, TEXT)
        if note:
            roll.write(note, LABEL, colour=SOFT, leading=1.5)
        roll.skip(8)


def _quote(roll: Roll, piece: Piece) -> None:
    roll.skip(8)
    top = roll.y + 6
    roll.write(piece.text, QUOTE, left=MARGIN + 26, width=INSIDE - 26)
    for (name,) in piece.rows:
        roll.write(name, LABEL, colour=SOFT, left=MARGIN + 26, width=INSIDE - 26, align="right")
    roll.bar(top, LINE)
    roll.skip(14)


def _picture(roll: Roll, piece: Piece) -> None:
    content = piece.load() if piece.load else None
    if content is None:
        return
    with Image.open(BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    picture = picture.resize((INSIDE, max(1, round(picture.height * INSIDE / picture.width))))
    picture.thumbnail((INSIDE, TALLEST_PICTURE))
    roll.skip(18)
    roll.place(picture)
    roll.skip(6)
    if piece.text:
        roll.write(piece.text, LABEL, colour=SOFT, align="centre")
    roll.skip(12)


def _foot(roll: Roll, painted: Painted) -> None:
    was_full, roll.most = roll.is_full, roll.y + ROOM_FOR_THE_FOOT
    roll.skip(36)
    if was_full:
        roll.write(painted.more, SMALL, colour=ACCENT, align="centre")
    roll.rule(ACCENT, 1)
    roll.skip(3)
    roll.rule(ACCENT, 3)
    roll.skip(16)
    roll.write(painted.foot, SMALL, colour=SOFT, align="centre")
    roll.skip(30)


_PAINTED: dict[str, Callable[[Roll, Piece], None]] = {
    "heading": _heading,
    "text": _text,
    "figures": _figures,
    "names": _names,
    "quote": _quote,
    "picture": _picture,
}
