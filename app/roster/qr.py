"""A QR code as one path, so that a template can draw it as SVG without a word of HTML from elsewhere."""

import segno


def qr_path(text: str) -> tuple[int, str]:
    """How wide the code is in modules, with its quiet border, and the path of its dark ones."""
    code = segno.make(text, micro=False, error="m")
    parts = []
    for y, line in enumerate(code.matrix_iter(border=2)):
        start = None
        for x, dark in enumerate([*line, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                parts.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = None
    return int(code.symbol_size(border=2)[0]), "".join(parts)
