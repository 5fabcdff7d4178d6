"""Objecting to a closed week, answering, deciding, and taking an objection back."""

from flask_babel import gettext as _
from sqlalchemy import select

from app.classrooms.models import Training
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.objections.events import ObjectionAnswered, ObjectionRaised, ObjectionWithdrawn
from app.objections.models import Objection, ObjectionAnswer
from app.objections.policy import may_decide, may_object, may_remark
from app.objections.queries.periods import period_of
from app.people.models import Person
from app.people.queries import get_person
from app.rankings.models import ClosedWeek, Standing
from app.rankings.operations import correct_week
from app.rankings.queries.closed_weeks import frozen_rows, revisions_of

FIGURES = ("place", "study", "work", "talk", "grade", "other")


def objection_box(week: str, board: str, subject_id: int) -> str:
    return f"objection:{week.lower()}:{board}:{subject_id}"


def answer_box(objection_id: int) -> str:
    return f"answer:objection:{objection_id}"


def raise_objection(
    person_id: int, training_id: int, week: Week, board: str, subject_id: int, figure: str, reason: str
) -> Objection:
    """Object to a figure of one row of a closed week, with a reason, while the period runs."""
    with transaction() as session:
        person = locked(Person, Person.id == person_id)
        if person is None or not may_object(person, training_id):
            raise Forbidden
        _check(reason, figure)
        closed = _open_week(session.get_one(Training, training_id), week)
        rows = frozen_rows(closed.id, Standing.board == board, Standing.subject_id == subject_id)
        if not rows:
            raise NotFound
        values = {"closed_week_id": closed.id, "board": board, "subject_id": subject_id, "figure": figure}
        _refuse_twice(person_id, values)
        objection = Objection(
            **values, training_id=training_id, week=str(week), classroom_id=rows[0].classroom_id,
            raised_by_id=person_id, reason=reason.strip(), raised_at=clock.now(),
        )  # fmt: skip
        session.add(objection)
        session.flush()
        settle_drafts(person_id, objection_box(str(week), board, subject_id))
        record(ObjectionRaised(objection.id, training_id, str(week), board, rows[0].classroom_id, person_id), person_id)
        return objection


def remark_on_objection(tutor_id: int, objection_id: int, text: str) -> ObjectionAnswer:
    """The class tutor's first word, before the project team decides."""
    with transaction():
        objection = _held(objection_id)
        if not may_remark(get_person(tutor_id), objection):
            raise Forbidden
        return _answer(objection, tutor_id, text, is_final=False)


def reject_objection(person_id: int, objection_id: int, text: str) -> ObjectionAnswer:
    """Decide that the figures stand, and say why."""
    with transaction():
        return _answer(_decidable(person_id, objection_id), person_id, text, is_final=True)


def uphold_objection(person_id: int, objection_id: int, text: str, public_reason: str) -> ObjectionAnswer:
    """Decide that the figures were wrong: the week is counted again; what was wrong must be put right before."""
    with transaction():
        objection = _decidable(person_id, objection_id)
        _say_something(text, "text")
        _say_something(public_reason, "public_reason")
        week = Week.parse(objection.week)
        newest = revisions_of(objection.training_id, week)[0]
        closed = correct_week(objection.training_id, week, person_id, public_reason, only_if_changed=True)
        if closed.id == newest.id == objection.closed_week_id:
            raise Refused(
                _("按现在的记录重算，结果和公示的一样。请先改正有误的记录（比如改评、隐藏、补记时间），再判成立。")
            )
        return _answer(objection, person_id, text, is_final=True, correction=closed)


def withdraw_objection(person_id: int, objection_id: int) -> Objection:
    """Take one's own objection back while nobody has decided; a second time changes nothing."""
    with transaction():
        objection = _held(objection_id)
        if objection.raised_by_id != person_id:
            raise Forbidden
        if _has_answer(objection_id, is_final=True):
            raise Refused(_("这条异议已经有了结论，不能再撤回。"))
        if objection.withdrawn_at is None:
            objection.withdrawn_at = clock.now()
            record(ObjectionWithdrawn(objection.id, person_id), person_id)
        return objection


def _open_week(training: Training, week: Week) -> ClosedWeek:
    """The newest revision of a week in its period, held so that no correction comes between."""
    revisions = revisions_of(training.id, week)
    if not revisions:
        raise Refused(_("这一周还没有结算，结算后才公示。"))
    closed = revisions[0]
    period = period_of(training, revisions)
    if not period.is_open:
        raise Refused(_("这一周的公示期已经过了，成绩已定稿。"))
    return closed


def _refuse_twice(person_id: int, values: dict[str, object]) -> None:
    same = [getattr(Objection, name) == value for name, value in values.items()]
    if db.session.scalar(select(Objection.id).where(Objection.raised_by_id == person_id, *same)) is not None:
        raise Refused(_("这一处您已经提过异议了，请等答复。"), "figure")


def _held(objection_id: int) -> Objection:
    found = locked(Objection, Objection.id == objection_id)
    if found is None:
        raise NotFound
    return found


def _decidable(person_id: int, objection_id: int) -> Objection:
    objection = _held(objection_id)
    if not may_decide(get_person(person_id), objection):
        raise Forbidden
    return objection


def _answer(
    objection: Objection, person_id: int, text: str, *, is_final: bool, correction: ClosedWeek | None = None
) -> ObjectionAnswer:
    _say_something(text, "text")
    if objection.withdrawn_at is not None:
        raise Refused(_("这条异议已经撤回了，不用再答复。"))
    if _has_answer(objection.id, is_final=True) or (not is_final and _has_answer(objection.id, is_final=False)):
        raise Refused(_("已经有人答复过了，请刷新页面看看。"))
    is_upheld = correction is not None
    answer = ObjectionAnswer(
        objection_id=objection.id, is_final=is_final, is_upheld=is_upheld, text=text.strip(), answered_by_id=person_id,
        answered_at=clock.now(), correction_id=correction.id if correction else None,
    )  # fmt: skip
    db.session.add(answer)
    db.session.flush()
    settle_drafts(person_id, answer_box(objection.id))
    told = (objection.id, objection.training_id, objection.week, objection.raised_by_id, is_final, is_upheld)
    record(ObjectionAnswered(*told), person_id)
    return answer


def _has_answer(objection_id: int, *, is_final: bool) -> bool:
    statement = select(ObjectionAnswer.id).where(
        ObjectionAnswer.objection_id == objection_id, ObjectionAnswer.is_final.is_(is_final)
    )
    return db.session.scalar(statement) is not None


def _check(reason: str, figure: str) -> None:
    if figure not in FIGURES:
        raise Refused(_("请选一项。"), "figure")
    _say_something(reason, "reason")


def _say_something(text: str, field: str) -> None:
    if not text.strip():
        raise Refused(_("这里还没有写。"), field)
