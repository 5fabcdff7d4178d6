"""A package that states a small size and holds a large one is never unpacked beyond what it states."""

import struct
import tracemalloc
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from app.foundation.file_kinds import CONTENT_TYPES, Fault, UnfitFile, kind_of

STATED, HELD = 1_000, 64 * 1024 * 1024


def liar() -> bytes:
    """64 MB of zeros in some 60 KB, said to be a thousand bytes."""
    sink = BytesIO()
    with ZipFile(sink, "w", ZIP_DEFLATED) as package:
        package.writestr(CONTENT_TYPES, bytes(HELD))
    return sink.getvalue().replace(struct.pack("<I", HELD), struct.pack("<I", STATED))


def test_a_stated_size_that_is_a_lie_costs_no_memory():
    content = liar()
    assert len(content) < HELD // 500
    assert len(zlib.decompress(content[30 + len(CONTENT_TYPES) :], -15, STATED)) == HELD, "the bomb is live"
    tracemalloc.start()
    try:
        with pytest.raises(UnfitFile) as refused:
            kind_of(content)
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert refused.value.fault is Fault.BROKEN
