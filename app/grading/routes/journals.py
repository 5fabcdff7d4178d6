"""One journal: its text for the class, what was said of it for its writer and the staff."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from app.classrooms.scheme import grades_of
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden
from app.foundation.limits import limiter
from app.grading.forms import AnswerForm, GradeForm
from app.grading.models import DeskKind, WithdrawnGrade, WorkKind
from app.grading.operations import Given, answer_box, answer_grade, draft_box, grade_journal
from app.grading.policy import may_answer, may_grade, may_read_grade
from app.grading.queries import Judgement, Said, judgement_of
from app.grading.routes.blueprint import A_PERSONS_PACE, grading
from app.grading.routes.judging import Judged, answer, judge
from app.grading.routes.side import again, beside, blind_address, has_second
from app.journals.models import Journal
from app.journals.queries import get_journal
from app.opinions.queries import find_opinion
from app.recommendations.queries import find_recommendation

KIND = WorkKind.JOURNAL


@grading.get("/journals/<int:journal_id>")
@signed_in
def journal(journal_id: int) -> ResponseReturnValue:
    return _page(get_journal(journal_id, viewer()))


@grading.post("/journals/<int:journal_id>/grade")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def grade_of_journal(journal_id: int) -> ResponseReturnValue:
    work = get_journal(journal_id, viewer())
    if not may_grade(viewer(), work.person_id, work.classroom_id) or has_second(KIND, journal_id):
        raise Forbidden
    form, person_id = GradeForm(), viewer().id
    grades = grades_of(work.classroom.training.grade_ladder)
    form.offer(grades)

    def act() -> Given:
        seen: dict[str, Any] = {"version": form.version_read, "replaces": form.grade_seen}
        return grade_journal(person_id, journal_id, str(form.grade.data), form.comment.data or "", **seen)

    saved = judge(
        form, Judged(KIND, journal_id, f"/journals/{journal_id}", (DeskKind.JOURNAL, journal_id), grades), act
    )
    return saved or (_page(get_journal(journal_id, viewer()), form=form), 200 if form.hint else 422)


@grading.post("/journals/<int:journal_id>/answers")
@signed_in
@limiter.limit("20/minute")
def answers_of_journal(journal_id: int) -> ResponseReturnValue:
    work = get_journal(journal_id, viewer())
    if not may_answer(viewer(), work.person_id, work.classroom_id):
        raise Forbidden
    form, person_id = AnswerForm(), viewer().id
    author_id, classroom_id = work.person_id, work.classroom_id

    def act() -> object:
        text = form.text.data or ""
        return answer_grade(person_id, KIND, journal_id, text, person_id=author_id, classroom_id=classroom_id)

    saved = answer(form, KIND, act, f"/journals/{journal_id}")
    return saved or (_page(get_journal(journal_id, viewer()), answer_form=form), 422)


@grading.get("/journals/<int:journal_id>/<any(grade, answers):_act>")
@signed_in
def way_back_to_journal(journal_id: int, _act: str) -> ResponseReturnValue:
    """Whoever asks for the address of an act with GET is shown the journal."""
    return redirect(url_for("grading.journal", journal_id=journal_id))


def _form(work: Journal, said: Said | WithdrawnGrade | None) -> GradeForm:
    """A fresh form; a regrade begins with what was said before, and so does what was taken back."""
    form = GradeForm(formdata=None)
    form.offer(grades_of(work.classroom.training.grade_ladder))
    if said is not None:
        form.grade.data, form.comment.data = said.grade, said.comment
    return form


def _page(work: Journal, form: GradeForm | None = None, answer_form: AnswerForm | None = None) -> str | Response:
    person = viewer()
    sees = may_read_grade(person, work.person_id, work.classroom_id, work.classroom.place_code)
    opinion = find_opinion(KIND, work.id) if sees else None
    if blind := blind_address(opinion):
        return redirect(blind)
    is_grader = may_grade(person, work.person_id, work.classroom_id) and work.published_at is not None
    judgement = judgement_of(KIND, work.id) if sees else Judgement([])
    standing = judgement.standing
    form = form or _form(work, standing or (again(KIND, work.id) if is_grader else None))
    form.stand_before(work.version_number, standing.id if standing else None)
    return render_template(
        "grading/journal.html",
        work=work,
        judgement=judgement,
        training=work.classroom.training,
        sees_judgement=sees,
        is_author=work.person_id == person.id,
        is_grader=is_grader,
        may_answer=bool(judgement.everything) and may_answer(person, work.person_id, work.classroom_id),
        form=form,
        answer_form=answer_form or AnswerForm(formdata=None),
        boxes={"grade": draft_box(KIND, work.id), "answer": answer_box(KIND, work.id)},
        recommendation=find_recommendation(KIND, work.id) if sees else None,
        opinion=opinion,
        **(beside(KIND, work.id, work.person_id, work.training_id) if is_grader else {}),
    )
