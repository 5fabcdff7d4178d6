"""Spreadsheets out: what goes in comes back by an independent reader, and nothing in them ever calculates."""

from datetime import UTC, date, datetime
from zipfile import ZipFile

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as some
from python_calamine import CalamineWorkbook

from app.foundation.sheets import Column, Kind, Sheet, as_download, write_workbook

HEADS = [
    Column("姓名"), Column("分钟", Kind.NUMBER), Column("完成率", Kind.SHARE), Column("起", Kind.DAY),
    Column("截至", Kind.MOMENT),
]  # fmt: skip
NASTY = ["=1+1", "+86 731", "-1", "@cmd", "＝1+1", "＋1", "－1", "＠a", "\t=1", " =1", '=HYPERLINK("http://x")']


@pytest.fixture(scope="module")
def words():
    """The words of a workbook are translated, so they need an application, though no database."""
    from flask import Flask
    from flask_babel import Babel

    app = Flask(__name__)
    Babel(app, default_locale="zh")
    with app.test_request_context():
        yield app


def read_back(file):
    """The tables of a workbook by their names."""
    with file:
        book = CalamineWorkbook.from_filelike(file)
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def one(*columns, rows=()):
    """The rows of a workbook with one table."""
    return read_back(write_workbook([Sheet("a", [Column(name) for name in columns], rows)]))["a"]


def test_values_come_back_as_they_were_given(words):
    row = ["𠮷田", 2141, 0.93, date(2009, 7, 12), datetime(2009, 7, 12, 15, 30, tzinfo=UTC)]
    rows = iter([row, ["空", None, None, None, None]])
    book = read_back(write_workbook([Sheet("学员", HEADS, rows)], [("截至", "午夜")]))
    heads, first, second = book.pop("学员")
    assert heads == [column.heading for column in HEADS]
    assert first == ["𠮷田", 2141, 0.93, date(2009, 7, 12), datetime(2009, 7, 12, 23, 30)]  # noqa: DTZ001 - a sheet has no zone
    assert second[0] == "空"
    assert not any(second[1:])
    assert book == {"说明": [["截至", "午夜"]]}


def test_a_workbook_is_answered_as_a_file_to_keep(words):
    answer = as_download(write_workbook([Sheet("a", [Column("x")], [])]), "学情.xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


def test_no_text_becomes_a_formula_or_a_link_and_each_keeps_its_letters(words):
    file = write_workbook([Sheet("=a", [Column(text) for text in NASTY], [NASTY])], [(NASTY[0], NASTY[1])])
    with ZipFile(file) as package:
        pages = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
        styles = package.read("xl/styles.xml").decode()
        assert not [name for name in package.namelist() if "rels" in name and "sheet" in name]
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    assert 'quotePrefix="1"' in styles  # typed anew, such a cell stays the text it is
    file.seek(0)
    assert read_back(file) == {"=a": [NASTY, NASTY], "说明": [NASTY[:2]]}


def test_numbers_that_are_names_keep_their_digits(words):
    numbers = ["43010219850101002X", "043010219850101002"]
    assert one("身份证号", rows=[[number] for number in numbers])[1:] == [[number] for number in numbers]


def test_tabs_have_names_that_a_spreadsheet_takes(words):
    titles = ["a/b:c", "A B C", "长" * 40, "长" * 40, "''"]
    names = list(read_back(write_workbook([Sheet(title, [Column("x")], []) for title in titles])))
    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 for name in names)


@settings(max_examples=30, deadline=None)
@whatever(some.lists(some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=40), min_size=1))
def test_any_text_survives(words, texts):
    shown = [text for text in texts if text.isprintable()]
    assert [row[0] for row in one("x", rows=([text] for text in shown))[1:]] == shown


def test_a_broken_source_of_rows_leaves_no_file_open(words):
    def rows():
        yield ["a"]
        raise LookupError

    with pytest.raises(LookupError):
        write_workbook([Sheet("a", [Column("x")], rows())])


def test_half_a_character_does_not_stop_the_others(words):
    assert one("x", rows=[["a\ud800b"]])[1] == ["a?b"]
