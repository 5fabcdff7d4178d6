"""Everything beside a work on the desk: the sitting, the learner's earlier works, one's phrases. One statement."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from app.assignments.models import Submission
from app.classrooms.memberships import PersonalQuestion
from app.courses.models import Topic
from app.desk.queries.sitting import LOOKS_BACK, Sitting, lately
from app.foundation import clock
from app.foundation.database import BigId, Instant
from app.grading.models import Claim, Grade
from app.grading.policy import grades_readable_by
from app.grading.queries import Holder
from app.journals.models import Journal
from app.people.models import Person
from app.phrases.models import Phrase
from app.phrases.queries import PhraseLine

MOST = 5
KIND: Any = bindparam("kind", type_=String())
COLUMNS: dict[str, Any] = {
    "id": BigId,
    "at": Instant(),
    "kind": String(),
    "work_id": BigId,
    "words": String(),
    "score": BigId,
    "grade": String(),
    "text": Text(),
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A work that was judged before; the comment only where it was the viewer's own."""

    kind: str
    id: int
    title: str
    grade: str
    comment: str

    @property
    def url(self) -> str:
        return f"/{self.kind}s/{self.id}"


@dataclass(frozen=True, slots=True)
class Side:
    sitting: Sitting
    earlier: list[Earlier]
    phrases: list[PhraseLine]
    holder: Holder | None


def side_of(kind: str, work_id: int, person_id: int, training_id: int, viewer: Person) -> Side:
    """What a tutor has at hand for a work of this learner."""
    present = clock.now()
    work = {"kind": kind, "work": work_id, "learner": person_id, "training": training_id}
    rows = defaultdict(list)
    for row in SIDE.all(viewer, present=present, since=present - LOOKS_BACK, **work):
        rows[row.what].append(row)
    newest_first = sorted(rows["earlier"], key=lambda row: (row.at, row.id), reverse=True)
    return Side(
        sitting=Sitting.of(rows["sitting"]),
        earlier=[Earlier(row.kind, row.work_id, row.words, row.grade, row.text or "") for row in newest_first],
        phrases=[PhraseLine(row.id, row.text) for row in sorted(rows["phrase"], key=lambda row: row.id)],
        holder=next((Holder(row.id, row.words) for row in rows["holder"]), None),
    )


def _side(viewer: Person) -> CompoundSelect[Any]:
    parts = {
        "sitting": lately(viewer),
        "earlier": _earlier(viewer),
        "phrase": select(Phrase.id, Phrase.text).where(Phrase.person_id == viewer.id),
        "holder": _holder(),
    }
    return union_all(*(_shaped(what, part) for what, part in parts.items()))


def _shaped(what: str, part: Select[Any]) -> Select[Any]:
    """A part with all columns, those that it has not being null."""
    rows = part.subquery(what)
    columns = [(rows.c[name] if name in rows.c else cast(null(), kind)).label(name) for name, kind in COLUMNS.items()]
    return select(literal(what).label("what"), *columns)


def _earlier(viewer: Person) -> Select[Any]:
    """The learner's last judged assignments and journals in this training, with one's own comments."""
    title = func.coalesce(Topic.title, Journal.title).label("words")
    comment = case((Grade.grader_id == viewer.id, Grade.comment)).label("text")
    return (
        select(Grade.id, Grade.graded_at.label("at"), Grade.kind, Grade.work_id, title, Grade.grade, comment)
        .outerjoin(Submission, _is("submission", Submission.id))
        .outerjoin(Topic, Topic.id == Submission.topic_id)
        .outerjoin(Journal, _is("journal", Journal.id))
        .where(Grade.person_id == _number("learner"), Grade.kind != "post", Grade.training_id == _number("training"))
        .where(Grade.superseded_at.is_(None), grades_readable_by(viewer))
        .where(or_(Grade.kind != KIND, Grade.work_id != _number("work")))
        .order_by(Grade.graded_at.desc(), Grade.id.desc())
        .limit(MOST)
    )


def _holder() -> Select[Any]:
    lapses = Claim.lapses_at > bindparam("present", type_=Instant())
    held = (Claim.kind == KIND, Claim.work_id == _number("work"), lapses)
    columns: list[Any] = [Person.id, Person.name.label("words")]
    return select(*columns).join(Claim, Claim.tutor_id == Person.id).where(*held)


def _is(kind: str, column: Any) -> ColumnElement[bool]:
    return and_(Grade.kind == kind, Grade.work_id == column)


def _number(name: str) -> Any:
    return bindparam(name, type_=BigId)


SIDE = PersonalQuestion(_side)
