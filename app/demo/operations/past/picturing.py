"""Small drawn files that posts bring along: a plan of seats, bars of a week, a way from home to home, a class's rules."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from time import gmtime

from PIL import Image, ImageDraw

from app.discussions.operations import PostFile
from app.foundation import files
from app.foundation.pictures import shrink

SIZE = (720, 480)
PAPER, INK, CHALK, GREEN, RED = "#fbf7ec", "#2d4a3e", "#f4f1e4", "#7fa37a", "#c4573f"
Draw = Callable[[ImageDraw.ImageDraw], None]


@contextmanager
def drawn_files() -> Iterator[list[PostFile]]:
    """Keep the files, the same ones each time, before any transaction begins; let go of them if it fails."""
    pictures = [("座位表.png", _seats), ("一周卫生评比.png", _bars), ("家访路线.png", _way)]
    kept = [_picture(name, draw) for name, draw in pictures] + [_document("班级公约（样张）.pdf", _rules)]
    try:
        yield kept
    except BaseException:
        files.discard([one for file in kept for one in file.kept])
        raise


def drawn_picture(number: int) -> tuple[str, str, bytes]:
    """Name, kind and bytes of a picture; each number has its own."""
    return f"图{number}.png", "image/png", _as_png(lambda pen: _bars(pen, tuple(_heights(number))))


def drawn_document(number: int) -> tuple[str, str, bytes]:
    return f"表{number}.pdf", "application/pdf", _as_pdf(lambda pen: _rules(pen, number))


def _picture(name: str, draw: Draw) -> PostFile:
    content = _as_png(draw)
    kept, small = files.keep(name, "image/png", content), shrink(content)
    return PostFile(kept, files.keep(name, small.media_type, small.content), small.width, small.height)


def _document(name: str, draw: Draw) -> PostFile:
    return PostFile(files.keep(name, "application/pdf", _as_pdf(draw)))


def _as_png(draw: Draw) -> bytes:
    content = BytesIO()
    _drawn(draw).save(content, "PNG", optimize=True)
    return content.getvalue()


def _as_pdf(draw: Draw) -> bytes:
    content = BytesIO()
    dates = {"creationDate": gmtime(0), "modDate": gmtime(0)}  # the same bytes whenever it is drawn
    _drawn(draw).save(content, "PDF", **dates)
    return content.getvalue()


def _heights(number: int) -> Iterator[int]:
    """Five numbers that look counted, different for each number."""
    for day in range(5):
        yield 60 + (number * 37 + day * day * 53 + number * day * 11) % 290


def _drawn(draw: Draw) -> Image.Image:
    picture = Image.new("RGB", SIZE, PAPER)
    draw(ImageDraw.Draw(picture))
    return picture


def _seats(pen: ImageDraw.ImageDraw) -> None:
    """A blackboard, the teacher's desk, and rows of desks with one that moved to the front."""
    pen.rectangle((160, 20, 560, 70), fill=INK)
    pen.rectangle((320, 90, 400, 120), fill=GREEN)
    for row in range(5):
        for seat in range(8):
            left, top = 60 + seat * 76 + 16 * (seat // 2), 150 + row * 62
            color = RED if (row, seat) == (0, 3) else CHALK
            pen.rounded_rectangle((left, top, left + 60, top + 40), 6, fill=color, outline=INK, width=2)


def _bars(pen: ImageDraw.ImageDraw, heights: tuple[int, ...] = (170, 210, 150, 260, 320)) -> None:
    """Five days, a little better each day but for Wednesday."""
    pen.line((80, 40, 80, 420, 660, 420), fill=INK, width=4)
    for day, height in enumerate(heights):
        left = 120 + day * 106
        pen.rectangle((left, 418 - height, left + 64, 418), fill=RED if day == 2 else GREEN)


def _way(pen: ImageDraw.ImageDraw) -> None:
    """From the school over the river to four homes."""
    pen.line([(0, 300), (180, 250), (420, 330), (720, 270)], fill="#9cc3d5", width=26, joint="curve")
    stops = [(90, 400), (230, 190), (360, 120), (520, 210), (640, 90)]
    pen.line(stops, fill=RED, width=5)
    for number, (left, top) in enumerate(stops):
        pen.ellipse((left - 16, top - 16, left + 16, top + 16), fill=CHALK if number else INK, outline=INK, width=4)


def _rules(pen: ImageDraw.ImageDraw, number: int = 0) -> None:
    """A page with seven rules, each with a box to tick, and room for everybody's name."""
    pen.rectangle((230, 30, 490, 60), fill=INK)
    for line in range(7):
        top = 100 + line * 42
        pen.rectangle((90, top, 110, top + 20), outline=INK, width=3)
        pen.rectangle((130, top + 6, 560 - 37 * (line % 3) - number * (line + 1) % 120, top + 14), fill=GREEN)
    pen.line((420, 440, 660, 440), fill=INK, width=2)
