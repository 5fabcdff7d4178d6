"""Files made on the spot: honest ones, broken ones, and ones that mean harm."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
PLACE = "CANARY-43.0N-112.9E"


def picture(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB") -> bytes:
    sink = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif[0x0112] = 6  # turned by a quarter
    options = {} if kind == "GIF" else {"exif": exif}
    Image.new(mode, size, "red" if mode != "L" else 77).save(sink, kind, **options)
    return sink.getvalue()


def office(main: str = WORD, **members: bytes) -> bytes:
    sink = BytesIO()
    with ZipFile(sink, "w", ZIP_DEFLATED) as package:
        types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        package.writestr("[Content_Types].xml", types)
        package.writestr("word/document.xml", "<w:document>一段话</w:document>")
        for name, content in members.items():
            package.writestr(name, content)
    return sink.getvalue()


def plain_zip() -> bytes:
    sink = BytesIO()
    with ZipFile(sink, "w") as package:
        package.writestr("virus.exe", "MZ")
    return sink.getvalue()


def bomb() -> bytes:
    """20 MB of zeros in some 20 KB."""
    return office(**{"word/media/zeros.bin": bytes(20 * 1024 * 1024)})


def crowd() -> bytes:
    return office(**{f"word/{n}.xml": b"" for n in range(2100)})


def encrypted() -> bytes:
    """An office file whose members say that they need a password."""
    content = bytearray(office())
    position = content.find(b"PK\x01\x02")
    while position != -1:
        content[position + 8] |= 1
        position = content.find(b"PK\x01\x02", position + 4)
    return bytes(content)


def pdf(tail: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<</Size 1>>\nstartxref\n27\n%%EOF\n" + tail


def old_office() -> bytes:
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    header[28:30], header[30] = b"\xfe\xff", 9
    return bytes(header) + bytes(1024)


def huge_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """A header that promises 3.6 thousand million pixels, and nearly nothing behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    )


def huge_webp() -> bytes:
    """An extended header with a canvas of 16 million by 16 million."""
    canvas = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + b"\xff\xff\xff" + b"\xff\xff\xff"
    return b"RIFF" + struct.pack("<I", len(canvas) + 4) + b"WEBP" + canvas
