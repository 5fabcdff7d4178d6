"""Asking for a second opinion, giving it, passing it on."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Training
from app.classrooms.scheme import grade_for, grades_of
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.foundation.typed import refuse_unfit
from app.grading.models import Grade
from app.grading.operations import let_stand
from app.grading.operations.works import Work, hold_work
from app.grading.policy import may_still_take_back
from app.opinions.events import SecondOpinionAsked, SecondOpinionGiven, SecondOpinionPassedOn
from app.opinions.models import PassedOpinion, SecondOpinion
from app.opinions.policy import may_ask, may_give
from app.opinions.queries import find_tutor
from app.opinions.standing import is_better
from app.people.queries import get_person

LONGEST_REASON = 1_000
LONGEST_COMMENT = 5_000
TIME = timedelta(days=5)


def asking_box(kind: str, work_id: int) -> str:
    return f"opinion:{kind}:{work_id}"


def giving_box(opinion_id: int) -> str:
    return f"opinion:given:{opinion_id}"


def ask_second_opinion(person_id: int, kind: str, work_id: int, reason: str) -> SecondOpinion:
    """Ask another tutor to judge one's work, once, and say why."""
    with transaction() as session:
        work = hold_work(kind, work_id)
        if not may_ask(get_person(person_id), work.person_id):
            raise NotFound
        standing = _standing(work)
        _check_asking(work, standing, reason)
        tutor_id = find_tutor(work.classroom_id, person_id, {standing.grader_id})
        if tutor_id is None:
            raise Refused(_("眼下没有别的班的辅导教师可以请。机会还留着，过些天再来。"))
        opinion = SecondOpinion(
            kind=kind, work_id=work_id, version_number=standing.version_number, training_id=work.training_id,
            classroom_id=work.classroom_id, person_id=person_id, first_grader_id=standing.grader_id,
            tutor_id=tutor_id, reason=reason, asked_at=clock.now(), due_at=clock.now() + TIME,
        )  # fmt: skip
        session.add(opinion)
        session.flush()
        settle_drafts(person_id, asking_box(kind, work_id))
        record(SecondOpinionAsked(opinion.id, kind, work_id, person_id, tutor_id), person_id)
        return opinion


def give_second_opinion(tutor_id: int, opinion_id: int, judgement: int | str, comment: str) -> SecondOpinion:
    """Judge the work; the better of the two judgements stands, and both stay to be read."""
    with transaction():
        opinion = _held(opinion_id)
        if not may_give(get_person(tutor_id), opinion):
            raise NotFound
        score, grade = _judged(opinion, judgement)
        refuse_unfit(comment, "comment", LONGEST_COMMENT)
        work = hold_work(opinion.kind, opinion.work_id)
        opinion.score, opinion.grade, opinion.comment, opinion.given_at = score, grade, comment, clock.now()
        opinion.is_better = _stands(work, opinion, score, grade)
        settle_drafts(tutor_id, giving_box(opinion_id))
        people = (opinion.person_id, tutor_id, opinion.first_grader_id)
        record(SecondOpinionGiven(opinion_id, work.kind, work.id, *people, opinion.is_better), tutor_id)
        return opinion


def pass_on_opinion(opinion_id: int, tutor_id: int | None = None) -> bool:
    """Let somebody else give it, at the tutor's own wish or by the clock; where there is nobody it stays."""
    with transaction() as session:
        opinion = _held(opinion_id)
        if opinion.given_at is not None or tutor_id not in (None, opinion.tutor_id):
            raise NotFound
        passed = select(PassedOpinion.tutor_id).where(PassedOpinion.opinion_id == opinion_id)
        besides = {*session.scalars(passed), opinion.first_grader_id, opinion.tutor_id}
        other = find_tutor(opinion.classroom_id, opinion.person_id, besides)
        opinion.due_at = clock.now() + TIME
        if other is None:
            return False
        before, opinion.tutor_id = opinion.tutor_id, other
        session.add(PassedOpinion(opinion_id=opinion_id, tutor_id=before, passed_at=clock.now()))
        record(SecondOpinionPassedOn(opinion_id, before, other), tutor_id)
        return True


def _held(opinion_id: int) -> SecondOpinion:
    """The work is held before what is said of it, as in grading."""
    names = db.session.execute(
        select(SecondOpinion.kind, SecondOpinion.work_id).where(SecondOpinion.id == opinion_id)
    ).first()
    if names is None:
        raise NotFound
    hold_work(*names)
    opinion = locked(SecondOpinion, SecondOpinion.id == opinion_id)
    if opinion is None:
        raise NotFound
    return opinion


def _standing(work: Work) -> Grade:
    grade = locked(Grade, Grade.kind == work.kind, Grade.work_id == work.id, Grade.superseded_at.is_(None))
    if grade is None:
        raise Refused(_("辅导教师还没有评这一件，等评过以后再说吧。"))
    return grade


def _check_asking(work: Work, standing: Grade, reason: str) -> None:
    asked = select(SecondOpinion.id).where(SecondOpinion.kind == work.kind, SecondOpinion.work_id == work.id)
    if db.session.scalar(asked) is not None:
        raise Refused(_("每件作品只能请一次第二意见，这一件已经请过了。"))
    if may_still_take_back(standing.graded_at, clock.now()):
        raise Refused(_("刚刚评出来，请过一分钟再提交。"))
    refuse_unfit(reason, "reason", LONGEST_REASON, empty=_("请写一句理由，另一位老师才知道看哪里。"))


def _judged(opinion: SecondOpinion, judgement: int | str) -> tuple[int | None, str]:
    """Score and grade: a submission is given a score, a journal a grade of the ladder."""
    ladder = _ladder(opinion)
    if opinion.kind == "submission":
        try:
            return int(judgement), grade_for(int(judgement), ladder)
        except ValueError as wrong:
            raise Refused(_("分数是 0 到 100 的整数。"), "score") from wrong
    if judgement not in grades_of(ladder):
        raise Refused(_("请选一个等第。"), "grade")
    return None, str(judgement)


def _stands(work: Work, opinion: SecondOpinion, score: int | None, grade: str) -> bool:
    """Whether the second is better; if so, it takes the first one's place."""
    standing = _standing(work)
    better = is_better((score, grade), (standing.score, standing.grade), grades_of(_ladder(opinion)))
    if better:
        let_stand(work, standing, opinion.tutor_id, grade, opinion.comment or "", score=score)
    return better


def _ladder(opinion: SecondOpinion) -> list[list[object]]:
    return db.session.scalars(select(Training.grade_ladder).where(Training.id == opinion.training_id)).one()
