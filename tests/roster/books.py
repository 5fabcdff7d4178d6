"""Spreadsheets by hand: the parts of a workbook as text, so that each fault is exactly the one that was meant."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from app.roster.cells import CHECKS, WEIGHTS

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
HEADS = ("姓名", "班级", "学校", "身份证号", "手机号")
Cell = Any


def identity(number: str) -> str:
    """An identity number out of its first seventeen digits."""
    return number + CHECKS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True)) % 11]


def letters(column: int) -> str:
    name = ""
    while column >= 0:
        name, column = chr(65 + column % 26) + name, column // 26 - 1
    return name


def cell(value: Cell, row: int, column: int) -> str:
    """A number as a number, ("=A1", 5) as a formula with what it showed, everything else as text."""
    place = f"{letters(column)}{row}"
    if isinstance(value, tuple):
        return f'<c r="{place}"><f>{escape(value[0][1:])}</f><v>{value[1]}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>' if value != "" else ""


def sheet(rows: Sequence[Sequence[Cell]], more: str = "", merges: Sequence[str] = ()) -> str:
    """The part of a sheet; `more` is put after the rows as it stands."""
    body = "".join(
        f'<row r="{number}">{"".join(cell(value, number, place) for place, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    merged = f"<mergeCells>{merged}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}{more}</sheetData>{merged}</worksheet>'


def workbook(sheets: dict[str, str], kind: str = PLAIN, others: dict[str, str | bytes] | None = None) -> bytes:
    """A package of the given sheets by name."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            for number in range(1, len(sheets) + 1)
        )
        + f'<Relationship Id="rId99" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    }
    parts |= {f"xl/worksheets/sheet{number}.xml": part for number, part in enumerate(sheets.values(), 1)}
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=1) as package:
        for name, part in (parts | (others or {})).items():
            package.writestr(name, part)
    return packed.getvalue()


def book(rows: Sequence[Sequence[Cell]], **how: Any) -> bytes:
    """A workbook with one sheet."""
    return workbook({"名册": sheet(rows, **how)})


def text(rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> bytes:
    return "".join(",".join(row) + "\r\n" for row in rows).encode(encoding)
