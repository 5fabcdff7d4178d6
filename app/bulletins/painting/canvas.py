"""A roll of paper that grows downwards: first everything is placed, then as much paper as it takes is drawn at once."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from app.bulletins.painting.lettering import Face, lines_of, readable

WIDTH, MARGIN = 750, 48
INSIDE = WIDTH - 2 * MARGIN
TALLEST = 12_000
PAPER, INK, SOFT, LINE, ACCENT = "#fbf7ec", "#2a2521", "#655a4d", "#ddd2bc", "#a02c1b"
Stroke = Callable[[Image.Image, ImageDraw.ImageDraw], None]


@dataclass(slots=True)
class Roll:
    """`y` is how far down it is written; `strokes` are drawn in their order once the height is known."""

    y: int = 0
    most: int = TALLEST
    strokes: list[Stroke] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        return self.y > self.most

    def skip(self, pixels: int) -> None:
        self.y += pixels

    def write(
        self, text: str, face: Face, *, colour: str = INK, left: int = MARGIN, width: int = INSIDE, leading: float = 1.7,
        align: str = "left",
    ) -> None:  # fmt: skip
        """Lines of text, as many as it takes or as there is room for."""
        for line in lines_of(text, face, width):
            if self.is_full:
                return
            x = left + {"left": 0, "centre": (width - face.length(line)) / 2, "right": width - face.length(line)}[align]
            self._line(line, face, colour, x, self.y + int(face.size * (leading - 1) / 2))
            self.y += int(face.size * leading)

    def rule(self, colour: str = LINE, thickness: int = 1, left: int = MARGIN, right: int = WIDTH - MARGIN) -> None:
        y = self.y
        self.strokes.append(lambda _image, draw: draw.rectangle((left, y, right, y + thickness - 1), fill=colour))
        self.y += thickness

    def bar(self, top: int, colour: str = ACCENT, thickness: int = 5) -> None:
        """An upright bar at the left edge, from a height down to here."""
        bottom = self.y
        self.strokes.append(lambda _image, draw: draw.rectangle((MARGIN, top, MARGIN + thickness, bottom), fill=colour))

    def place(self, picture: Image.Image) -> None:
        """A picture across the roll."""
        y = self.y
        self.strokes.append(lambda image, _draw: image.paste(picture, (MARGIN + (INSIDE - picture.width) // 2, y)))
        self.y += picture.height

    def drawn(self) -> Image.Image:
        image = Image.new("RGB", (WIDTH, self.y), PAPER)
        draw = ImageDraw.Draw(image)
        for stroke in self.strokes:
            stroke(image, draw)
        return image

    def _line(self, line: str, face: Face, colour: str, x: float, y: int) -> None:
        self.strokes.append(lambda _image, draw: _letters(draw, readable(line), face, colour, x, y))


def _letters(draw: ImageDraw.ImageDraw, line: str, face: Face, colour: str, x: float, y: int) -> None:
    """Runs of what the font has in one go, a box for each character that it lacks."""
    run, begin = "", x
    for character in line:
        if face.has(character):
            run, x = run + character, x + face.width(character)
            continue
        draw.text((begin, y), run, font=face.font, fill=colour)
        inset = face.size // 8
        box = (x + inset, y + 2 * inset, x + face.size - inset, y + face.size + inset)
        draw.rectangle(box, outline=colour, width=max(1, face.size // 14))
        run, x = "", x + face.size
        begin = x
    draw.text((begin, y), run, font=face.font, fill=colour)
