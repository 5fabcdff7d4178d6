"""Reading one's own drafts; nobody else ever does."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, select

from app.drafts.branches import standing
from app.drafts.models import Draft
from app.foundation.database import BigId, db
from app.foundation.dialects import table_of
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.foundation.transactions import FIRST

BETWEEN_TWO = "\n\n----------\n\n"
BEGINNING = ENDING = 60
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form begins with: the text of a draft, or None where there is none; several drafts are a choice."""

    drafts: list[Draft]
    text: str | None

    @property
    def is_choice(self) -> bool:
        return len(self.drafts) > 1


@dataclass(frozen=True, slots=True)
class Version:
    """One version without its text."""

    id: int
    device: str
    base_id: int | None
    saved_at: datetime
    settled_at: datetime | None
    length: int


@dataclass(frozen=True, slots=True)
class Line:
    """One version in a list: how it begins and ends, on what it was written, and where its page is."""

    id: int
    box: str
    saved_at: datetime
    settled_at: datetime | None
    length: int
    beginning: str
    ending: str
    machine: str
    place: str
    title: str


def version_columns() -> tuple[Any, ...]:
    """What a `Version` is made of."""
    return Draft.id, Draft.device, Draft.base_id, Draft.saved_at, Draft.settled_at, func.length(Draft.text)


def history_of(person_id: int, box: str) -> list[Version]:
    """All versions of a box, newest first, handed in or not."""
    return [Version(*row) for row in HISTORY.all(person=person_id, of_box=box)]


def find_newest(person_id: int, box: str) -> Any:
    """What was saved last in a box and not handed in since, on whatever device: a row, or None."""
    return NEWEST.first(person=person_id, of_box=box)


def find_drafts(person_id: int, box: str) -> list[Draft]:
    """The versions among which the person may choose, newest first, equal texts once; usually one or none."""
    columns = Draft.id, Draft.device, Draft.base_id
    saved = select(*columns).where(Draft.person_id == person_id, Draft.box == box, Draft.settled_at.is_(None))
    numbers = [row.id for row in standing(db.session.execute(saved.order_by(Draft.id.desc())).all())]
    if not numbers:
        return []
    found = db.session.scalars(select(Draft).where(Draft.id.in_(numbers)).order_by(Draft.id.desc()))
    distinct: dict[str, Draft] = {}
    for draft in found:
        distinct.setdefault(draft.text, draft)
    return list(distinct.values())


def offer_drafts(person_id: int, box: str, chosen: str = "") -> Offer:
    """Begin with the newest draft, with the one chosen by its number, with `both`, or with `none`."""
    drafts = find_drafts(person_id, box)
    if chosen == "both":
        return Offer(drafts, BETWEEN_TWO.join(draft.text for draft in drafts) or None)
    named = [draft for draft in drafts if str(draft.id) == chosen] or drafts[:1]
    return Offer(drafts, named[0].text if named and chosen != "none" else None)


def versions_of(person_id: int, box: str) -> list[Line]:
    """The versions of a box that one can go back to, newest first."""
    statement = _lines().where(Draft.person_id == person_id, Draft.box == box, Draft.text != "")
    return [Line(*row) for row in db.session.execute(statement.order_by(Draft.id.desc()).limit(MOST_SHOWN))]


def unsent_drafts(person_id: int) -> list[Line]:
    """The newest version of each box in which something waits, a text's title under the text."""
    return _newest_of_each_box(person_id, Draft.settled_at.is_(None))


def settled_drafts(person_id: int, waiting: list[Line]) -> list[Line]:
    """What was sent or put away and can still be gone back to, without the boxes in which something waits again."""
    boxes = {line.box for line in waiting}
    return [line for line in _newest_of_each_box(person_id, Draft.settled_at.is_not(None)) if line.box not in boxes]


def get_version(person_id: int, box: str, version_id: int) -> Draft:
    """One of one's own versions of a box."""
    statement = select(Draft).where(Draft.id == version_id, Draft.person_id == person_id, Draft.box == box)
    found = db.session.scalars(statement).first()
    if found is None:
        raise NotFound
    return found


def was_sent(person_id: int, key: str) -> bool:
    """Whether a form with this key has been taken: what was typed into it is no draft any more."""
    return bool(key) and FIRST.first(actor=person_id, said=key) is not None


def _of_box(*columns: Any) -> Any:
    box = Draft.person_id == bindparam("person", type_=BigId), Draft.box == bindparam("of_box")
    return select(*columns).where(*box).order_by(Draft.id.desc())


def _newest_of_each_box(person_id: int, which: ColumnElement[bool]) -> list[Line]:
    newest = select(func.max(Draft.id)).where(Draft.person_id == person_id, which)
    statement = _lines().where(Draft.id.in_(newest.group_by(Draft.box)), Draft.text != "")
    lines = [Line(*row) for row in db.session.execute(statement.order_by(Draft.id.desc()).limit(MOST_SHOWN))]
    boxes = {line.box for line in lines}
    return [line for line in lines if line.box.rpartition(":")[0] not in boxes]


NEWEST = Question(lambda: _of_box(*table_of(Draft).columns).where(Draft.settled_at.is_(None)).limit(1))
HISTORY = Question(lambda: _of_box(*version_columns()))


def _lines() -> Any:
    columns = Draft.id, Draft.box, Draft.saved_at, Draft.settled_at, func.length(Draft.text)
    where = Draft.machine, Draft.place, Draft.title
    length = func.length(Draft.text)
    last = case((length > BEGINNING + ENDING, length - ENDING + 1), else_=BEGINNING + 1)
    return select(*columns, func.substr(Draft.text, 1, BEGINNING), func.substr(Draft.text, last), *where)
