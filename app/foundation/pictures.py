"""Pictures are drawn anew: what is stored holds pixels and nothing else, no place, no camera, no hidden tail."""

import struct
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

from app.foundation.file_kinds import GIF, JPEG, PNG, WEBP, Fault, Kind, UnfitFile

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 4096
SMALL_SIDE = 640
Image.MAX_IMAGE_PIXELS = None  # the limit below is ours, asked before anything is decoded
_FORMATS = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP", GIF: "GIF"}
_one_at_a_time = Lock()  # forty million pixels are 160 MB: several uploads at once must not add up


def redraw(content: bytes, kind: Kind) -> bytes:
    """The first frame of a picture, upright, no side over 4096 pixels, encoded anew in its own format.

    Raises UnfitFile when it has more than 40 million pixels or cannot be read.
    """
    if kind is WEBP:
        _check_size(*_webp_size(content))
    with _one_at_a_time:
        try:
            return _redraw(content, _FORMATS[kind])
        except UnfitFile:
            raise
        except Exception as broken:  # a decoder meets anything at all in hostile bytes
            raise UnfitFile(Fault.BROKEN) from broken


@dataclass(frozen=True, slots=True)
class Small:
    """A picture small enough to be shown among text, with its size in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


def shrink(content: bytes) -> Small:
    """A small one of a picture that `redraw` made: a poor line brings the large one only on demand."""
    with _one_at_a_time, Image.open(BytesIO(content)) as opened:
        opened.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        picture = Image.new("RGB", opened.size, "white")
        whole = opened.convert("RGBA")
        picture.paste(whole, mask=whole.getchannel("A"))
    picture.thumbnail((SMALL_SIDE, SMALL_SIDE))
    result = BytesIO()
    picture.save(result, "JPEG", quality=80)
    return Small(result.getvalue(), JPEG.media_type, *picture.size)


def _redraw(content: bytes, name: str) -> bytes:
    with Image.open(BytesIO(content), formats=[name]) as opened:
        _check_size(*opened.size)
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        opened.load()
        picture = opened.convert(_mode(opened, name))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture = ImageOps.exif_transpose(picture)
    picture.info = {}
    result = BytesIO()
    picture.save(result, name, quality=88)
    return result.getvalue()


def _mode(picture: Image.Image, name: str) -> str:
    if name == "JPEG":
        return "L" if picture.mode == "L" else "RGB"
    has_holes = "A" in picture.mode or "transparency" in picture.info
    if picture.mode in {"1", "L"} and not has_holes:
        return "L"
    return "RGBA" if has_holes else "RGB"


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise UnfitFile(Fault.TOO_MANY_PIXELS)


def _webp_size(content: bytes) -> tuple[int, int]:
    """The canvas as the header states it: this decoder claims its memory as soon as it opens a file."""
    form, data = content[12:16], content[20:30]
    if len(data) < 10:
        raise UnfitFile(Fault.BROKEN)
    if form == b"VP8X":
        return 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
    if form == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", data[6:10])
    return width & 0x3FFF, height & 0x3FFF
