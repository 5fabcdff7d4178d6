"""What comes in as a spreadsheet, and what only looks like one: read within limits, or refused in plain words."""

from io import BytesIO

import pytest
import xlwt

from app.roster.headings import find_table
from app.roster.reading import child, outside
from app.roster.reading.outside import UnreadableRoster, read_spreadsheet
from app.roster.reasons import FILE_FAULTS
from tests.roster.books import HEADS, MACROS, book, sheet, text, workbook

ROW = ("林小满", "芙蓉一班", "育才小学", "", "13800000001")
RARE = ("𠮷田", "芙蓉一班", "育才小学", "", "")
ROSTER = sheet([HEADS, ROW])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20) + b"\xfe\xff\x09\x00" + bytes(2000)


def old_workbook() -> bytes:
    made = xlwt.Workbook(encoding="utf-8")
    page = made.add_sheet("名册")
    page.write_merge(0, 0, 0, 4, "2026 年春季报名表")
    for number, row in enumerate((HEADS, ROW, RARE), 1):
        for place, value in enumerate(row):
            page.write(number, place, value)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def a_million_empty_rows() -> bytes:
    more = "".join(f'<row r="{number}" ht="15"/>' for number in range(3, 1_000_000))
    return workbook({"名册": sheet([HEADS, ROW], more=more)})


def one_long_text_ten_thousand_times() -> bytes:
    """A few kilobytes that become 300 MB in whoever keeps every cell."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 10_000))
    strings = f'<sst xmlns="x" count="1" uniqueCount="1"><si><t>{"长" * 10_000}</t></si></sst>'
    return workbook({"名册": sheet([HEADS, ROW], more=cells)}, others={"xl/sharedStrings.xml": strings})


TAKEN = {
    "xlsx": book([HEADS, ROW, RARE]),
    "xls": old_workbook(),
    "utf-8 with a byte-order mark": text([HEADS, ROW, RARE]),
    "utf-8 without one": text([HEADS, ROW, RARE], "utf-8"),
    "gb18030": text([HEADS, ROW, RARE], "gb18030"),
    "utf-16, as Excel calls Unicode": "\t".join(HEADS).encode("utf-16") + "\n".encode("utf-16-le")
    + "\n".join("\t".join(row) for row in (ROW, RARE)).encode("utf-16-le"),
    "semicolons": text([HEADS, ROW, RARE]).replace(b",", b";"),
    "a sheet of instructions first": workbook({"说明": sheet([("怎样填",)]), "名册": sheet([HEADS, ROW, RARE])}),
}  # fmt: skip
REFUSED = {
    "empty": b"",
    "web_page": b"\xef\xbb\xbf\n<html><body><table><tr><td>1</td></tr></table>",
    "macros": workbook({"名册": ROSTER}, kind=MACROS),
    "locked": OLE + "EncryptedPackage".encode("utf-16-le"),
    "broken": book([HEADS, ROW])[:-200],
    "unknown": b"%PDF-1.7\nnothing\nstartxref\n0\n%%EOF",
    "too_large": b"x" * (10 * 1024 * 1024 + 1),
    "encoding": text([HEADS, ROW], "gb18030") + b"\x81\xff\xff\r\n",
    "far": workbook({"名册": sheet([HEADS, ROW], more='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}),
    "no_headings": workbook({"通讯录": sheet([("单位", "地址"), ("育才小学", "一号")])}),
    "no_headings_in_text": text([("单位", "地址"), ("育才小学", "一号")]),
    "no_rows": book([HEADS]),
}  # fmt: skip


def rows_of(content: bytes) -> list[list[object]]:
    found = find_table(read_spreadsheet(content))
    return [[*cells] for _number, cells in found.rows]


@pytest.mark.parametrize("kind", TAKEN)
def test_a_roster_is_read_whatever_it_was_saved_as(kind: str) -> None:
    assert [row[:3] for row in rows_of(TAKEN[kind])] == [list(ROW[:3]), list(RARE[:3])]


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_no_roster_is_refused_in_words_of_its_own(fault: str) -> None:
    with pytest.raises(UnreadableRoster) as refused:
        rows_of(REFUSED[fault])
    assert refused.value.fault == fault
    assert FILE_FAULTS[fault]
    details = {"encoding": "3", "far": "XFD1048576", "no_headings": "通讯录"}
    assert refused.value.detail == details.get(fault, "")


def test_a_million_empty_rows_are_nothing() -> None:
    assert rows_of(a_million_empty_rows()) == [list(ROW)]


def test_what_grows_inside_is_ended_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = workbook({"名册": ROSTER}, others={"xl/media/zeros.bin": bytes(40_000_000)})
    for content in (one_long_text_ten_thousand_times(), zeros):
        with pytest.raises(UnreadableRoster, match="too_large_inside"):
            read_spreadsheet(content)
    monkeypatch.setattr(outside, "WALL_SECONDS", 0.001)
    with pytest.raises(UnreadableRoster, match="too_slow"):
        read_spreadsheet(book([HEADS, ROW]))


def test_more_rows_than_a_roster_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_ROWS", 2)
    with pytest.raises(child.Unreadable, match="too_many_rows"):
        list(child.kept([["a"], ["b"], [], ["c"]]))


def test_formulas_and_merged_cells_are_seen_where_they_stand() -> None:
    content = workbook({
        "第二张": sheet([("空",)]),
        "名册": sheet(
            [("花名册",), HEADS, ("林小满", "芙蓉一班", ("=A1", 0)), ("周立秋", ""), ("秦谷雨", "")],
            merges=["A1:E1", "B3:B5"],
        ),
    })  # fmt: skip
    assert rows_of(content) == [
        ["林小满", "芙蓉一班", {"formula": 0}],
        ["周立秋", "芙蓉一班"],
        ["秦谷雨", "芙蓉一班"],
    ]
