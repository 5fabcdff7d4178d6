"""Spreadsheets out: the one writer, row after row into a file, where no value ever becomes a formula.

`write_workbook([Sheet("学员", [Column("姓名"), Column("分钟", Kind.NUMBER)], rows)], notes)` gives an open file for
`as_download`. Rows may come from a generator: the memory that a workbook takes does not grow with their number.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import Response, send_file
from flask_babel import gettext as _
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from app.foundation import clock

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAFE = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
ALIVE = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t",
    "\r",
    "\n",
)  # what a cell that is typed anew could begin with
LONGEST_TEXT, LONGEST_TAB, MOST_ROWS = 32_767, 31, 1_048_576
NOT_IN_A_TAB = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


class Kind(StrEnum):
    """What a column holds; texts stay texts (an identity number keeps its digits), shares are fractions of 1."""

    TEXT = "@"
    NUMBER = "#,##0"
    TENTHS = "#,##0.0"
    SHARE = "0.0%"
    DAY = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"


class Column(NamedTuple):
    heading: str
    kind: Kind = Kind.TEXT
    width: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; each row has a value for each column, None leaves the cell empty."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def write_workbook(
    sheets: Sequence[Sheet], notes: Sequence[tuple[str, str]] = (), zone: str = clock.SHANGHAI
) -> IO[bytes]:
    """A workbook in a temporary file that vanishes when it is closed; `notes` become the last sheet, 说明.

    Instants are shown in `zone`, which a spreadsheet cannot say itself.
    """
    file = TemporaryFile()  # noqa: SIM115 - it is given away open
    try:
        with Workbook(file, SAFE) as book:
            book.set_properties({"created": clock.now().replace(tzinfo=None)})
            pen = _Pen(book, ZoneInfo(zone))
            for sheet in sheets:
                pen.write(sheet)
            if notes:
                pen.write_notes(notes)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def as_download(file: IO[bytes], name: str) -> Response:
    """The answer that saves the workbook under a name such as 学情-湖南省.xlsx; it closes the file."""
    return send_file(file, mimetype=MEDIA_TYPE, as_attachment=True, download_name=name)


class _Pen:
    """Writes tables into one workbook, each value by the one call that fits its kind."""

    def __init__(self, book: Any, zone: ZoneInfo) -> None:
        self.book, self.zone = book, zone
        self.formats = {kind: book.add_format({"num_format": str(kind), "valign": "top"}) for kind in Kind}
        self.inert = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.inert_head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "quote_prefix": True})
        self.note = book.add_format({"text_wrap": True, "valign": "top"})
        self.inert_note = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.tabs: set[str] = set()

    def write(self, sheet: Sheet) -> None:
        with self._page(sheet.title) as page:
            for place, column in enumerate(sheet.columns):
                page.set_column(place, place, column.width, self.formats[column.kind])
            for place, column in enumerate(sheet.columns):
                _text(page, 0, place, column.heading, self.head, self.inert_head)
            page.freeze_panes(1, 1)
            page.repeat_rows(0)
            kinds = [column.kind for column in sheet.columns]
            for number, row in enumerate(sheet.rows, 1):
                if number >= MOST_ROWS:
                    raise ValueError("a sheet holds no more rows")
                for place, (kind, value) in enumerate(zip(kinds, row, strict=True)):
                    self._cell(page, number, place, kind, value)

    def write_notes(self, notes: Sequence[tuple[str, str]]) -> None:
        with self._page(_("说明")) as page:
            page.set_column(0, 0, 24)
            page.set_column(1, 1, 90)
            for number, (name, words) in enumerate(notes):
                _text(page, number, 0, name, self.head, self.inert_head)
                _text(page, number, 1, words, self.note, self.inert_note)

    @contextmanager
    def _page(self, title: str) -> Iterator[Any]:
        page = self.book.add_worksheet(self._tab(title))
        page.set_paper(9)  # A4
        page.set_landscape()
        page.fit_to_pages(1, 0)
        yield page

    def _tab(self, title: str) -> str:
        """A title as a spreadsheet takes it: short, without some signs, each once."""
        plain = " ".join(title.translate(NOT_IN_A_TAB).split()) or "1"
        name, number = plain[:LONGEST_TAB], 1
        while name.casefold() in self.tabs:
            number += 1
            name = f"{plain[: LONGEST_TAB - len(str(number)) - 1]} {number}"
        self.tabs.add(name.casefold())
        return name

    def _cell(self, page: Any, row: int, place: int, kind: Kind, value: Any) -> None:
        if value is None:
            return
        if isinstance(value, datetime):
            page.write_datetime(row, place, value.astimezone(self.zone).replace(tzinfo=None), self.formats[Kind.MOMENT])
        elif isinstance(value, date):
            page.write_datetime(row, place, value, self.formats[Kind.DAY])
        elif isinstance(value, int | float | Decimal) and kind is not Kind.TEXT:
            page.write_number(row, place, value, self.formats[kind])
        else:
            _text(page, row, place, str(value), self.formats[Kind.TEXT], self.inert)


def _text(page: Any, row: int, place: int, words: str, plain: Any, inert: Any) -> None:
    """A text as a text; one that could come alive when it is typed anew carries the mark that keeps it one."""
    kept = words.encode("utf-8", "replace").decode("utf-8")[:LONGEST_TEXT]
    page.write_string(row, place, kept, inert if kept.lstrip(" \u3000").startswith(ALIVE) else plain)
