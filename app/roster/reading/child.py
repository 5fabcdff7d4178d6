"""Runs alone, as a program: reads a spreadsheet from its input and writes the cells as JSON, within hard limits.

What is read was written by anybody. The limits are set before a byte of it is looked at; whoever started this reads
the answer or, where there is none, says from the way it ended what was wrong.
"""

import csv
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEMORY = 256 * 1024 * 1024
SECONDS = 10
MOST_ROWS = 30_000
MOST_COLUMNS = 60
MOST_SHEETS = 20
LONGEST_CELL = 500
FARTHEST_ROW, FARTHEST_COLUMN = 200_000, 400
MOST_FILLED = 200_000
CHUNK = 1 << 18
LARGEST_PART = 100 * 1024 * 1024
CELL = re.compile(rb'<c\s[^<>]*?\br="([A-Z]{1,4})([0-9]{1,8})"[^<>]*?(?<!/)>(<f\b)?')
SHEET_IN_BOOK = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*?\b\w+:id=[\"']([^\"']+)[\"']")
RELATION = re.compile(rb"<Relationship\s[^<>]*>")
ATTRIBUTE = re.compile(rb"\b(Id|Target)=[\"']([^\"']+)[\"']")


class Unreadable(Exception):
    """A fault with a name, and what of the file shows it."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(fault)
        self.fault, self.detail = fault, detail


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def read_text(content: bytes) -> dict[str, Any]:
    """A table of text: UTF-8 or GB18030, its columns apart by comma, semicolon or tabulator."""
    text, encoding = decoded(content)
    head = text[: text.find("\n")] if "\n" in text else text
    mark = max(",;\t，", key=head.count)
    if mark == "，":
        text, mark = text.replace("，", ","), ","
    csv.field_size_limit(LONGEST_CELL * 40)
    try:
        rows = list(kept(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))
    except csv.Error as fault:
        raise Unreadable("broken") from fault
    return {"encoding": encoding, "sheets": [{"name": "", "rows": rows}]}


def decoded(content: bytes) -> tuple[str, str]:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as fault:
            last = fault
            continue
        if "\x00" in text:
            raise Unreadable("unknown")
        return text, encoding
    raise Unreadable("encoding", str(content.count(b"\n", 0, last.start) + 1))


def read_book(content: bytes) -> dict[str, Any]:
    """The sheets of a workbook, xlsx or xls."""
    formulas = look_over(content) if content.startswith(b"PK") else {}
    try:
        book = CalamineWorkbook.from_object(io.BytesIO(content))
        sheets = []
        for number, one in enumerate(book.sheets_metadata[:MOST_SHEETS]):
            if one.typ != SheetTypeEnum.WorkSheet:
                continue
            found = rows_of(book.get_sheet_by_name(one.name), formulas.get(number, set()))
            is_shown = one.visible == SheetVisibleEnum.Visible
            sheets.append({"name": one.name[:80], "rows": found, "hidden": not is_shown})
    except PasswordError as fault:
        raise Unreadable("locked") from fault
    except CalamineError as fault:
        raise Unreadable("locked" if "assword" in str(fault) or "ncrypt" in str(fault) else "broken") from fault
    return {"encoding": "", "sheets": sheets}


def look_over(content: bytes) -> dict[int, set[tuple[int, int]]]:
    """Where formulas stand, sheet by sheet; refuses a cell so far away that the table would have to be enormous."""
    found: dict[int, set[tuple[int, int]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for number, name in enumerate(parts_of(package)):
            if not name.startswith("xl/worksheets/") or name not in package.namelist():
                continue
            with package.open(name) as part:
                found[number] = {(row, column) for row, column, is_formula in cells_in(part) if is_formula}
    return found


def parts_of(package: zipfile.ZipFile) -> list[str]:
    """The part of each sheet, in the order of the workbook."""
    with package.open("xl/workbook.xml") as book, package.open("xl/_rels/workbook.xml.rels") as relations:
        order = SHEET_IN_BOOK.findall(book.read(CHUNK * 4))
        said = [dict(ATTRIBUTE.findall(one)) for one in RELATION.findall(relations.read(CHUNK * 4))]
    targets = {one.get(b"Id"): one.get(b"Target", b"").decode("utf-8", "replace") for one in said}
    found = [targets.get(name, "") for name in order]
    return [name.lstrip("/") if name.startswith("/xl/") else f"xl/{name}" for name in found]


def cells_in(part: Any) -> Iterator[tuple[int, int, bool]]:
    """Row, column and whether a formula stands there, of each cell that holds something."""
    rest, read = b"", 0
    while chunk := part.read(CHUNK):
        read += len(chunk)
        if read > LARGEST_PART:
            raise Unreadable("too_large_inside")
        text = rest + chunk
        end = text.rfind(b"<c ") if len(chunk) == CHUNK else len(text)
        end = end if end > 0 else len(text)
        yield from (place(*match.groups()) for match in CELL.finditer(text, 0, end))
        rest = text[end:][-CHUNK:]
    yield from (place(*match.groups()) for match in CELL.finditer(rest))


def place(letters: bytes, digits: bytes, formula: bytes | None) -> tuple[int, int, bool]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    if column > FARTHEST_COLUMN or int(digits) > FARTHEST_ROW:
        raise Unreadable("far", (letters + digits).decode())
    return int(digits) - 1, column - 1, formula is not None


def rows_of(sheet: Any, formulas: set[tuple[int, int]]) -> list[list[Any]]:
    """The rows of a sheet that hold anything, each with its number; a merged cell says its value in all its cells."""
    if sheet.start is None:
        return []
    top, left = sheet.start
    filled = merged_values(sheet, top, left)
    table = (list(row) for row in sheet.iter_rows())
    return list(kept(dressed(table, top, left, filled, formulas), top))


def merged_values(sheet: Any, top: int, left: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For each covered cell the cell whose value it shows; only as many as a real roster has."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or []:
        size = (last_row - first_row + 1) * (last_column - first_column + 1)
        if len(covered) + size > MOST_FILLED:
            break
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                covered[row, column] = first_row, first_column
    return covered


def dressed(
    table: Any, top: int, left: int, covered: dict[tuple[int, int], tuple[int, int]], formulas: set[tuple[int, int]]
) -> Iterator[list[Any]]:
    shown: dict[tuple[int, int], Any] = {}
    sources = set(covered.values())
    for row_number, values in enumerate(table, top):
        cells = [""] * min(left, MOST_COLUMNS) + values[:MOST_COLUMNS]
        for column, value in enumerate(cells):
            here = (row_number, column)
            if here in sources:
                shown[here] = value
            elif here in covered and value in ("", None):
                cells[column] = shown.get(covered[here], "")
            if here in formulas:
                cells[column] = {"formula": plain(value)}
        yield cells


def kept(rows: Any, top: int = 0) -> Iterator[list[Any]]:
    """Rows that hold something: the number as the person sees it, then the cells."""
    count = 0
    for number, cells in enumerate(rows, top + 1):
        said = [plain(cell) for cell in cells[:MOST_COLUMNS]]
        while said and said[-1] in ("", None):
            said.pop()
        if said:
            count += 1
            if count > MOST_ROWS:
                raise Unreadable("too_many_rows", str(MOST_ROWS))
            yield [number, *said]


def plain(value: Any) -> Any:
    """A cell as JSON says it: texts, numbers, formulas; days and everything else as text."""
    if isinstance(value, str):
        return value.strip()[:LONGEST_CELL]
    if isinstance(value, bool):
        return str(value)
    if value is None or isinstance(value, int | float | dict):
        return value
    return str(value)[:LONGEST_CELL]


def answer(content: bytes) -> dict[str, Any]:
    try:
        return read_book(content) if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else read_text(content)
    except Unreadable as fault:
        return {"fault": fault.fault, "detail": fault.detail}
    except MemoryError:
        return {"fault": "too_large_inside", "detail": ""}
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, EOFError, NotImplementedError):
        return {"fault": "broken", "detail": ""}


if __name__ == "__main__":
    limit()
    told = answer(sys.stdin.buffer.read())
    try:
        said = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    except MemoryError:
        said = b'{"fault":"too_large_inside","detail":""}'
    sys.stdout.buffer.write(said)
