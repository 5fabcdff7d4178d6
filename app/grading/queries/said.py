"""Everything that was said of one work, in the order in which it was said."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, Text, bindparam, literal, select, union_all

from app.foundation.database import BigId, Instant
from app.foundation.markup import plain
from app.foundation.reading import Question
from app.grading.models import Grade, GradeAnswer, Return, WithdrawnGrade, WorkKind
from app.people.models import Person

GRADED, RETURNED, ANSWERED, WITHDRAWN = "grade", "return", "answer", "withdrawn"
KIND, WORK = bindparam("kind", type_=String()), bindparam("work", type_=BigId)
NO_TEXT, NO_NUMBER = literal(None, Text()), literal(None, BigId)
NO_NAME, NO_TIME = literal(None, String()), literal(None, Instant())


@dataclass(frozen=True, slots=True)
class Said:
    """A grade with its comment, a return with its reason, or an answer; `html` only where it was rendered."""

    what: str
    id: int
    at: datetime
    person_id: int
    name: str
    text: str
    html: str | None
    version_number: int | None
    score: int | None
    grade: str | None
    superseded_at: datetime | None

    @property
    def comment(self) -> str:
        """The text under the name that grades have for it."""
        return self.text

    @property
    def words(self) -> str:
        """The text as safe HTML."""
        return self.html or plain(self.text)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was said of a work, taken apart as a page shows it; what was taken back at once is for the staff."""

    everything: list[Said]
    withdrawn: list[Said] = field(default_factory=list)

    @property
    def standing(self) -> Said | None:
        return next((said for said in self.grades if said.superseded_at is None), None)

    @property
    def grades(self) -> list[Said]:
        return [said for said in self.everything if said.what == GRADED]

    @property
    def earlier(self) -> list[Said]:
        """Grades that a later one took the place of, newest first."""
        return [said for said in self.grades if said.superseded_at is not None][::-1]

    @property
    def returns(self) -> list[Said]:
        return [said for said in self.everything if said.what == RETURNED]

    @property
    def answers(self) -> list[Said]:
        return [said for said in self.everything if said.what == ANSWERED]

    def return_of(self, version_number: int) -> Said | None:
        return next((said for said in self.returns if said.version_number == version_number), None)


def judgement_of(kind: str, work_id: int) -> Judgement:
    """What was said of a work; for those who may read its grade."""
    question = SAID_OF_SUBMISSION if kind == WorkKind.SUBMISSION else SAID
    rows = question.all(kind=str(kind), work=work_id)
    everything = [Said(*row) for row in rows]
    withdrawn = [said for said in everything if said.what == WITHDRAWN]
    return Judgement([said for said in everything if said.what != WITHDRAWN], withdrawn)


def _said(*more: Select[Any]) -> Select[Any]:
    said = union_all(_grades(Grade), _grades(WithdrawnGrade), _answers(), *more).subquery("said")
    return select(said).order_by(said.c.at, said.c.id)


def _grades(table: type[Grade] | type[WithdrawnGrade]) -> Select[Any]:
    what, end = (GRADED, Grade.superseded_at) if table is Grade else (WITHDRAWN, WithdrawnGrade.withdrawn_at)
    columns: list[Any] = [
        *(literal(what).label("what"), table.id.label("id"), table.graded_at.label("at")),
        *(Person.id.label("person_id"), Person.name, table.comment.label("text"), NO_TEXT.label("html")),
        *(table.version_number, table.score, table.grade, end.label("superseded_at")),
    ]
    graded = select(*columns).join(Person, Person.id == table.grader_id)
    return graded.where(table.kind == KIND, table.work_id == WORK)


def _returns() -> Select[Any]:
    columns: list[Any] = [
        *(literal(RETURNED), Return.id, Return.returned_at, Person.id, Person.name, Return.reason, NO_TEXT),
        *(Return.version_number, NO_NUMBER, NO_NAME, NO_TIME),
    ]
    return select(*columns).join(Person, Person.id == Return.tutor_id).where(Return.submission_id == WORK)


def _answers() -> Select[Any]:
    columns: list[Any] = [
        *(literal(ANSWERED), GradeAnswer.id, GradeAnswer.written_at, Person.id, Person.name),
        *(GradeAnswer.text, GradeAnswer.html, NO_NUMBER, NO_NUMBER, NO_NAME, NO_TIME),
    ]
    answered = select(*columns).join(Person, Person.id == GradeAnswer.author_id)
    return answered.where(GradeAnswer.kind == KIND, GradeAnswer.work_id == WORK)


SAID, SAID_OF_SUBMISSION = Question(_said), Question(lambda: _said(_returns()))
