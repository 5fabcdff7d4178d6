"""Which characters a font can draw, read from its own table: what it lacks is drawn as a plain box, never as nothing."""

import struct
from functools import cache
from pathlib import Path


@cache
def characters_of(path: Path) -> frozenset[int]:
    """The code points that an OpenType font has glyphs for."""
    data = path.read_bytes()
    table = _table(data, b"cmap")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", data, table + 2)[0]):
        start = table + struct.unpack_from(">I", data, table + 8 + 8 * number)[0]
        kind = struct.unpack_from(">H", data, start)[0]
        if kind == 12:
            found |= _groups(data, start)
        elif kind == 4:
            found |= _segments(data, start)
    return frozenset(found)


def _table(data: bytes, name: bytes) -> int:
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _sum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no table {name!r}")


def _groups(data: bytes, start: int) -> set[int]:
    """Format 12: ranges of code points."""
    found: set[int] = set()
    for number in range(struct.unpack_from(">I", data, start + 12)[0]):
        first, last, _glyph = struct.unpack_from(">III", data, start + 16 + 12 * number)
        found.update(range(first, last + 1))
    return found


def _segments(data: bytes, start: int) -> set[int]:
    """Format 4: segments of the first 65,536 code points; a glyph number of 0 is no glyph, seldom used, left in."""
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    firsts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    return {code for first, last in zip(firsts, ends, strict=True) for code in range(first, min(last, 0xFFFE) + 1)}
