"""Reading contests with what was answered, and the talks about hints."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from app.classrooms.memberships import PersonalQuestion
from app.classrooms.models import Classroom, Training
from app.classrooms.policy import classroom_ids_of
from app.contests.models import ContestAnswer, HintTalk, StudyContest
from app.contests.policy import contests_answerable_by, contests_readable_by
from app.courses.models import Topic
from app.foundation import clock
from app.foundation.clock import Week, day_starts_at, local_day
from app.foundation.database import BigId, db
from app.foundation.errors import NotFound
from app.foundation.reading import Question
from app.people.models import Person
from app.study.patterns import Hint
from app.study.policy import READERS
from app.study.queries import Learner, hints_of_classes, learners_among

MOST_SHOWN = 100
LOOKS_BACK = timedelta(days=6)  # with today a week


class Contest(NamedTuple):
    """A contest as it is shown; the last five are None while nobody has answered."""

    id: int
    person_id: int
    person_name: str
    classroom_id: int
    classroom_code: str
    classroom_name: str
    time_zone: str
    topic_title: str
    section: str
    started_at: datetime
    ended_at: datetime
    reason: str
    contested_at: datetime
    is_accepted: bool | None
    words: str | None
    seconds: int | None
    answered_at: datetime | None
    answerer_name: str | None

    @property
    def length(self) -> int:
        """Seconds of the stretch."""
        return int((self.ended_at - self.started_at).total_seconds())

    @property
    def day(self) -> date:
        """The local day on which it began."""
        return local_day(self.started_at, self.time_zone)

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


def get_contest(contest_id: int, viewer: Person) -> Contest:
    """A contest that the viewer may read."""
    row = db.session.execute(_contests().where(StudyContest.id == contest_id, contests_readable_by(viewer))).first()
    if row is None:
        raise NotFound
    return Contest._make(row)


def contests_of(person_id: int, training_id: int) -> list[Contest]:
    """A learner's own contests of a training, the newest first."""
    return [Contest._make(row) for row in OWN.all(person=person_id, training=training_id)]


def contests_for(viewer: Person) -> list[Contest]:
    """What waits for the viewer's answer, the oldest first, and after it what was answered, the newest first."""
    mine = _contests().where(contests_answerable_by(viewer))
    waiting = _listed(mine.where(ContestAnswer.contest_id.is_(None)).order_by(StudyContest.id))
    answered = mine.where(ContestAnswer.contest_id.is_not(None)).order_by(ContestAnswer.answered_at.desc())
    return waiting + _listed(answered)


def open_contest_count(viewer: Person) -> int:
    """How many contests wait for the viewer's answer."""
    return int(OPEN.one(viewer))


def contests_waiting(viewer: Person) -> Select[int, datetime]:
    """How many wait for the viewer's answer, and since when the oldest does: to be asked with other counts of theirs."""
    statement = select(func.count(), func.min(StudyContest.contested_at)).select_from(StudyContest)
    unanswered = statement.outerjoin(ContestAnswer).where(ContestAnswer.contest_id.is_(None))
    return unanswered.where(contests_answerable_by(viewer))


def _open(viewer: Person) -> Select[*tuple[object, ...]]:
    return contests_waiting(viewer).with_only_columns(func.count())


OPEN = PersonalQuestion(_open)


def talks_with(person_id: int, training_id: int) -> dict[tuple[date, str], tuple[str, datetime]]:
    """Which patterns of which days were talked over: by whom and when."""
    rows = TALKS.all(person=person_id, training=training_id)
    return {(day, pattern): (name, at) for _person, day, pattern, name, at in rows}


class Hinted(NamedTuple):
    """A pattern in somebody's reading, and who talked it over with them when."""

    learner: Learner
    hint: Hint
    week: Week
    talk: tuple[str, datetime] | None


def hints_for(viewer: Person, training: Training) -> list[Hinted]:
    """Patterns of the last seven days among all who learn in the viewer's classes, the newest first."""
    rooms, zone = classroom_ids_of(viewer, *READERS), training.time_zone
    start = day_starts_at(local_day(clock.now(), zone) - LOOKS_BACK, zone)
    hints = hints_of_classes(rooms, start, clock.now(), zone)
    talks: dict[int, dict[tuple[date, str], tuple[str, datetime]]] = defaultdict(dict)
    for person_id, day, pattern, name, at in db.session.execute(_talks().where(HintTalk.person_id.in_(hints))):
        talks[person_id][day, pattern] = (name, at)
    found = [
        Hinted(learner, hint, Week.of(hint.began, zone), talks[learner.person_id].get((hint.day, str(hint.pattern))))
        for learner in learners_among(list(hints), rooms)
        for hint in hints[learner.person_id]
    ]
    return sorted(found, key=lambda each: (each.hint.start, each.learner.person_id), reverse=True)


def _listed(statement: Select[*tuple[object, ...]]) -> list[Contest]:
    return [Contest._make(row) for row in db.session.execute(statement.limit(MOST_SHOWN))]


def _contests() -> Select[*tuple[object, ...]]:
    answerer = aliased(Person)
    return (
        select(
            StudyContest.id, StudyContest.person_id, Person.name, Classroom.id, Classroom.code, Classroom.name,
            Training.time_zone, Topic.title, StudyContest.section, StudyContest.started_at, StudyContest.ended_at,
            StudyContest.reason, StudyContest.contested_at, ContestAnswer.is_accepted, ContestAnswer.words,
            ContestAnswer.seconds, ContestAnswer.answered_at, answerer.name,
        )
        .join(Person, Person.id == StudyContest.person_id)
        .join(Classroom, Classroom.id == StudyContest.classroom_id)
        .join(Training, Training.id == StudyContest.training_id)
        .join(Topic, Topic.id == StudyContest.topic_id)
        .outerjoin(ContestAnswer, ContestAnswer.contest_id == StudyContest.id)
        .outerjoin(answerer, answerer.id == ContestAnswer.answerer_id)
    )  # fmt: skip


def _own() -> Select[*tuple[object, ...]]:
    own = (StudyContest.person_id == PERSON, StudyContest.training_id == TRAINING)
    return _contests().where(*own).order_by(StudyContest.id.desc()).limit(MOST_SHOWN)


def _talks() -> Select[int, date, str, str, datetime]:
    talk = HintTalk
    statement = select(talk.person_id, talk.day, talk.pattern, Person.name, talk.talked_at)
    return statement.join(Person, Person.id == talk.talker_id)


PERSON, TRAINING = (bindparam(name, type_=BigId) for name in ("person", "training"))
OWN = Question(_own)
TALKS = Question(lambda: _talks().where(HintTalk.person_id == PERSON, HintTalk.training_id == TRAINING))
