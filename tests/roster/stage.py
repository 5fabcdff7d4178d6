"""Rosters on the stage of the browser: one applied, one that waits for decisions."""

from sqlalchemy import select

from app.foundation.database import db
from app.people.models import Person
from app.roster.headings import find_table
from app.roster.models import RosterImport
from app.roster.operations.applying import apply_import
from app.roster.operations.drafting import decide_import, send_roster
from app.roster.reading.outside import read_spreadsheet
from tests.roster.books import HEADS, text
from tests.support.given import Given

FIRST = [HEADS, ("林小满", "芙蓉一班", "育才小学", "", "13800000001"), ("曾新来", "芙蓉一班", "育才小学", "", "")]
SECOND = [
    HEADS, ("林小满", "芙蓉二班", "育才小学", "", ""), ("谭春梅", "芙蓉一班", "育材小学", "", ""),
    ("邓丽华", "芙蓉一班", "育才小学", "4.3E+17", ""),
]  # fmt: skip


def sent(given: Given, rows: list[tuple[str, ...]], name: str = "名册.csv", by: Person | None = None) -> int:
    """Send a roster as a file of text; gives the import's number."""
    book = read_spreadsheet(text(rows))
    return send_roster((by or given.team).id, given.training.id, name, find_table(book), book.encoding)


def furnish_rosters(given: Given) -> None:
    number = sent(given, FIRST)
    decide_import(given.team.id, number, {"vanished": "keep"})
    assert apply_import(given.team.id, number)
    sent(given, SECOND, "一个很长很长的文件名，长到手机上要折成好几行才放得下，看看会不会把页面撑开.csv")
    assert db.session.scalars(select(RosterImport.id)).all()
    db.session.rollback()
