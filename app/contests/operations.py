"""Contesting a stretch, answering, noting a talk."""

from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.classrooms.models import Enrolment, Training
from app.classrooms.queries import find_present_enrolment
from app.contests.events import ContestAnswered, HintTalkedOver, StretchContested
from app.contests.models import ContestAnswer, HintTalk, StudyContest
from app.contests.policy import may_answer_contest
from app.courses.queries import find_section_length
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person
from app.study.operations import correct_stretch
from app.study.patterns import Pattern
from app.study.policy import may_read_study_time

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=4)
MOST_OPEN = 20


def contest_box() -> str:
    return "contest:new"


def answer_box(contest_id: int) -> str:
    return f"contest:{contest_id}"


def contest_stretch(
    person_id: int, topic_id: int, section: str, started_at: datetime, ended_at: datetime, reason: str
) -> StudyContest:
    """Say that a stretch was read though it did not count; the same stretch is contested once."""
    with transaction() as session:
        learning = find_present_enrolment(person_id)
        if learning is None:
            raise Forbidden
        if find_section_length(topic_id, section) is None:
            raise NotFound
        _check(learning.classroom.training, started_at, ended_at)
        locked(Enrolment, Enrolment.id == learning.id)
        _refuse_too_many(person_id, started_at, ended_at)
        contest = StudyContest(
            person_id=person_id, training_id=learning.training_id, classroom_id=learning.classroom_id,
            topic_id=topic_id, section=section, started_at=started_at, ended_at=ended_at, reason=reason,
            contested_at=clock.now(),
        )  # fmt: skip
        session.add(contest)
        session.flush()
        settle_drafts(person_id, contest_box())
        record(StretchContested(contest.id, person_id, contest.classroom_id), person_id)
        return contest


def answer_contest(contest_id: int, answerer_id: int, words: str, *, accept: bool) -> ContestAnswer:
    """Accept, which adds what of the stretch had not counted, or decline; either with words, and once."""
    with transaction() as session:
        contest = locked(StudyContest, StudyContest.id == contest_id)
        if contest is None:
            raise NotFound
        if not may_answer_contest(get_person(answerer_id), contest.person_id, contest.classroom_id):
            raise Forbidden
        if session.get(ContestAnswer, contest_id) is not None:
            raise Refused(_("这条异议已经有人答复了。"))
        seconds = _correct(contest) if accept else 0
        answer = ContestAnswer(
            contest_id=contest_id, answerer_id=answerer_id, is_accepted=accept, words=words, seconds=seconds,
            answered_at=clock.now(),
        )  # fmt: skip
        session.add(answer)
        settle_drafts(answerer_id, answer_box(contest_id))
        record(ContestAnswered(contest_id, contest.person_id, accept, seconds), answerer_id)
        return answer


def note_talk(person_id: int, training_id: int, day: date, pattern: Pattern, talker_id: int) -> None:
    """Note that a hint was talked over with the learner; a second time changes nothing."""
    with transaction() as session:
        enrolment = locked(
            Enrolment, Enrolment.person_id == person_id, Enrolment.training_id == training_id, Enrolment.until.is_(None)
        )
        if enrolment is None:
            raise NotFound
        if person_id == talker_id or not may_read_study_time(get_person(talker_id), enrolment):
            raise Forbidden
        if session.get(HintTalk, (person_id, training_id, day, str(pattern))) is not None:
            return
        session.add(
            HintTalk(
                person_id=person_id, training_id=training_id, day=day, pattern=str(pattern), talker_id=talker_id,
                talked_at=clock.now(),
            )
        )  # fmt: skip
        record(HintTalkedOver(person_id, day.isoformat(), str(pattern)), talker_id)


def _correct(contest: StudyContest) -> int:
    training = db.session.get_one(Training, contest.training_id)
    return correct_stretch(
        contest.person_id, training, contest.classroom_id, contest.topic_id, contest.section, contest.started_at,
        contest.ended_at, f"contest:{contest.id}",
    )  # fmt: skip


def _check(training: Training, started_at: datetime, ended_at: datetime) -> None:
    if ended_at > clock.now():
        raise Refused(_("这段时间还没有过完。"), "until")
    if not SHORTEST <= ended_at - started_at <= LONGEST:
        raise Refused(_("一段最短 1 分钟，最长 4 小时。更长的请分开写。"), "until")
    if started_at < training.starts_at:
        raise Refused(_("这段时间在培训开始之前。"), "day")


def _refuse_too_many(person_id: int, started_at: datetime, ended_at: datetime) -> None:
    mine = select(func.count()).select_from(StudyContest).where(StudyContest.person_id == person_id)
    same = mine.where(StudyContest.started_at < ended_at, StudyContest.ended_at > started_at)
    if db.session.scalar(same):
        raise Refused(_("这段时间已经提过异议了。"), "starts")
    waiting = mine.outerjoin(ContestAnswer).where(ContestAnswer.contest_id.is_(None))
    if (db.session.scalar(waiting) or 0) >= MOST_OPEN:
        raise Refused(_("还有很多异议没有答复，等等再提。"))
