"""What a file is by its content and structure; its name is only a name."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120
MOST_MEMBERS = 2000
LARGEST_UNPACKED = 200 * 1024 * 1024
STRONGEST_PACKING = 200
LARGEST_DIRECTORY = 1024 * 1024
CONTENT_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DIRECTIONS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_UNFIT_IN_NAMES = re.compile(r'[<>:"|?*]')


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    MACROS = "macros"
    LOCKED = "locked"
    TOO_MUCH_INSIDE = "too_much_inside"
    TOO_MANY_PIXELS = "too_many_pixels"


class UnfitFile(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind that is taken; `endings` are the honest ends of its names, the first is added to others."""

    media_type: str
    endings: tuple[str, ...]
    is_picture: bool = False


PNG = Kind("image/png", (".png",), is_picture=True)
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), is_picture=True)
WEBP = Kind("image/webp", (".webp",), is_picture=True)
GIF = Kind("image/gif", (".gif",), is_picture=True)
PDF = Kind("application/pdf", (".pdf",))
WORD = Kind(_OFFICE + "wordprocessingml.document", (".docx",))
SHEET = Kind(_OFFICE + "spreadsheetml.sheet", (".xlsx",))
SLIDES = Kind(_OFFICE + "presentationml.presentation", (".pptx",))
OLD_OFFICE = Kind("application/x-ole-storage", (".doc", ".xls", ".ppt", ".wps", ".et", ".dps"))
TEXT = Kind("text/plain", (".txt", ".md", ".markdown", ".csv"))
PICTURES = {kind.media_type for kind in (PNG, JPEG, WEBP, GIF)}
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": WORD,
    b"spreadsheetml.sheet.main+xml": SHEET,
    b"presentationml.presentation.main+xml": SLIDES,
    b"presentationml.slideshow.main+xml": SLIDES,
}


def kind_of(content: bytes, largest: int = LARGEST) -> Kind:
    """The kind of a file; raises UnfitFile for what is not taken. Nothing is unpacked beyond one small directory."""
    if not content:
        raise UnfitFile(Fault.EMPTY)
    if len(content) > largest:
        raise UnfitFile(Fault.TOO_LARGE)
    picture = _picture(content)
    if picture is not None:
        return picture
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _old_office(content)
    return _text(content)


def clean_name(raw: str, kind: Kind) -> str:
    """A name without folders, control or direction characters, that ends as its content is; Chinese stays."""
    name = unicodedata.normalize("NFC", raw.replace("\\", "/").rsplit("/", 1)[-1])
    name = _DIRECTIONS.sub("", name)
    name = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} else sign for sign in name)
    name = " ".join(_UNFIT_IN_NAMES.sub("_", name).split()).rstrip(". ")
    ending = next((end for end in kind.endings if name.lower().endswith(end)), None)
    stem = (name[: -len(ending)] if ending else name).strip(". ")
    return (stem[: LONGEST_NAME - 10] or "附件") + (ending or kind.endings[0])


def _picture(content: bytes) -> Kind | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return None


def _pdf(content: bytes) -> Kind:
    tail = content[-2048:]
    if b"%%EOF" not in tail or b"startxref" not in tail or b"PK\x05\x06" in content[-65_600:]:
        raise UnfitFile(Fault.BROKEN)
    if b"/Encrypt" in content[-4096:]:
        raise UnfitFile(Fault.LOCKED)
    return PDF


def _old_office(content: bytes) -> Kind:
    """The header of a compound file: byte order, and sectors of 512 or 4096 bytes. Nothing is read from inside."""
    if len(content) < 1536 or content[28:30] != b"\xfe\xff" or content[30] not in {9, 12}:
        raise UnfitFile(Fault.BROKEN)
    return OLD_OFFICE


def _office(content: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(content)) as package:
            members = package.infolist()
            _check_members(members)
            types = _directory(package)
    except (BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as broken:
        raise UnfitFile(Fault.BROKEN) from broken
    if b"macroEnabled" in types or any("vbaproject" in member.filename.lower() for member in members):
        raise UnfitFile(Fault.MACROS)
    for mark, kind in _MAIN_PARTS.items():
        if mark in types:
            return kind
    raise UnfitFile(Fault.UNKNOWN)


def _directory(package: ZipFile) -> bytes:
    """The package's list of contents, never more of it than may be there: the size that it states may be a lie."""
    with package.open(CONTENT_TYPES) as part:
        return part.read(LARGEST_DIRECTORY)


def _check_members(members: list[ZipInfo]) -> None:
    names = [member.filename for member in members]
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or unpacked > STRONGEST_PACKING * max(packed, 1):
        raise UnfitFile(Fault.TOO_MUCH_INSIDE)
    if CONTENT_TYPES not in names:
        raise UnfitFile(Fault.UNKNOWN)
    if any(member.flag_bits & 1 for member in members):
        raise UnfitFile(Fault.LOCKED)
    strange = any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names)
    if strange or len(set(names)) < len(names):
        raise UnfitFile(Fault.BROKEN)
    if next(member.file_size for member in members if member.filename == CONTENT_TYPES) > LARGEST_DIRECTORY:
        raise UnfitFile(Fault.TOO_MUCH_INSIDE)


def _text(content: bytes) -> Kind:
    if _CONTROL.search(content):
        raise UnfitFile(Fault.UNKNOWN)
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise UnfitFile(Fault.UNKNOWN) from wrong
    return TEXT
