"""A script for `run_confined`: a PDF comes in, its first page goes out as a PNG. It imports nothing of ours."""

import sys
from io import BytesIO

import pypdfium2

LONGEST_SIDE = 960


def first_page(content: bytes) -> bytes:
    """The page is drawn no larger than this, whatever size it says it has."""
    document = pypdfium2.PdfDocument(content)
    page = document[0]
    scale = LONGEST_SIDE / max(*page.get_size(), 1)
    picture = page.render(scale=scale, may_draw_forms=False).to_pil()
    result = BytesIO()
    picture.convert("RGB").save(result, "PNG")
    return result.getvalue()


if __name__ == "__main__":
    sys.stdout.buffer.write(first_page(sys.stdin.buffer.read()))
