"""One submission: its versions, what was said of it, grading it, giving it back, answering."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.assignments.queries import Gist, find_task, get_gist, get_submission
from app.classrooms.scheme import grades_of
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound
from app.foundation.limits import limiter
from app.grading.changes import Piece, changes
from app.grading.forms import AnswerForm, ReturnForm, ScoreForm
from app.grading.models import DeskKind, WithdrawnGrade, WorkKind
from app.grading.operations import (
    Given,
    answer_box,
    answer_grade,
    draft_box,
    grade_submission,
    return_box,
    return_submission,
)
from app.grading.policy import may_answer, may_grade
from app.grading.queries import Said, judgement_of
from app.grading.routes.blueprint import A_PERSONS_PACE, grading
from app.grading.routes.judging import Judged, answer, judge, save
from app.grading.routes.side import again, beside, blind_address, has_second
from app.likeness.queries.marks import Hint, submissions_like
from app.opinions.queries import find_opinion
from app.recommendations.queries import find_recommendation

KIND = WorkKind.SUBMISSION
CHANGES = "changes"
MOST_ALIKE = 3


@grading.get("/submissions/<int:submission_id>")
@signed_in
def submission(submission_id: int) -> ResponseReturnValue:
    return _page(get_submission(submission_id, viewer()))


@grading.post("/submissions/<int:submission_id>/grade")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def grade_of_submission(submission_id: int) -> ResponseReturnValue:
    work = _permitted(submission_id)
    form, person_id = ScoreForm(), viewer().id

    def act() -> Given:
        score, comment = int(form.score.data or 0), form.comment.data or ""
        seen: dict[str, Any] = {"version": form.version_read, "replaces": form.grade_seen}
        return grade_submission(person_id, submission_id, score, comment, **seen)

    grades = grades_of(work.grade_ladder)
    judged = Judged(KIND, submission_id, f"/submissions/{submission_id}", (DeskKind.SUBMISSION, submission_id), grades)
    return judge(form, judged, act) or (_again(submission_id, form=form), 200 if form.hint else 422)


@grading.post("/submissions/<int:submission_id>/return")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def return_of_submission(submission_id: int) -> ResponseReturnValue:
    _permitted(submission_id)
    form, person_id = ReturnForm(), viewer().id

    def work() -> str:
        return_submission(person_id, submission_id, form.reason.data or "", form.version_read)
        return f"/submissions/{submission_id}"

    words = _("已退回，作者会看到您的理由。")
    saved = save(form, "return", work, words) if form.validate() else None
    return saved or (_again(submission_id, return_form=form), 422)


@grading.post("/submissions/<int:submission_id>/answers")
@signed_in
@limiter.limit("20/minute")
def answers_of_submission(submission_id: int) -> ResponseReturnValue:
    work = get_submission(submission_id, viewer())
    form, person_id = AnswerForm(), viewer().id
    if not may_answer(viewer(), work.person_id, work.classroom_id):
        raise Forbidden
    author_id, classroom_id = work.person_id, work.classroom_id

    def act() -> object:
        text = form.text.data or ""
        return answer_grade(person_id, KIND, submission_id, text, person_id=author_id, classroom_id=classroom_id)

    return answer(form, KIND, act, f"/submissions/{submission_id}") or (
        _again(submission_id, answer_form=form),
        422,
    )


@grading.get("/submissions/<int:submission_id>/<any(grade, return, answers):_act>")
@signed_in
def way_back_to_submission(submission_id: int, _act: str) -> ResponseReturnValue:
    """Whoever asks for the address of an act with GET is shown the work."""
    return redirect(url_for("grading.submission", submission_id=submission_id))


def _permitted(submission_id: int) -> Gist:
    work = get_gist(submission_id, viewer())
    if not may_grade(viewer(), work.person_id, work.classroom_id) or has_second(KIND, submission_id):
        raise Forbidden
    return work


def _again(submission_id: int, **forms: Any) -> str | Response:
    return _page(get_submission(submission_id, viewer()), **forms)


def _page(work: Submission, form: Any = None, return_form: Any = None, answer_form: Any = None) -> str | Response:
    person = viewer()
    opinion = find_opinion(KIND, work.id)
    if blind := blind_address(opinion):
        return redirect(blind)
    is_grader = may_grade(person, work.person_id, work.classroom_id)
    judgement, training = judgement_of(KIND, work.id), work.classroom.training
    standing = judgement.standing
    return_form = return_form or ReturnForm(formdata=None)
    form = form or _form(standing or (again(KIND, work.id) if is_grader else None))
    form.stand_before(work.version_number, standing.id if standing else None)
    return_form.version.data = str(work.version_number)
    versions = [v for v in work.versions if v.taken_back_at is None or work.person_id == person.id]
    was_returned = len(versions) > 1 and judgement.return_of(versions[-2].number) is not None
    is_waiting = work.state == SubmissionState.HANDED_IN
    begins_with = CHANGES if is_grader and is_waiting and was_returned else None
    return render_template(
        "grading/submission.html",
        work=work,
        version=_chosen(versions, begins_with),
        compared=_compared(versions, begins_with),
        versions=versions,
        judgement=judgement,
        training=training,
        task=find_task(work.topic_id) if is_grader else None,
        is_author=work.person_id == person.id,
        is_grader=is_grader,
        is_waiting=is_waiting,
        alike=_alike(work, versions) if is_grader and is_waiting else [],
        may_answer=bool(judgement.everything) and may_answer(person, work.person_id, work.classroom_id),
        form=form,
        return_form=return_form,
        answer_form=answer_form or AnswerForm(formdata=None),
        ladder_words=" · ".join(f"{name} {least}+" for name, least in training.grade_ladder),
        boxes={"grade": draft_box(KIND, work.id), "return": return_box(work.id), "answer": answer_box(KIND, work.id)},
        recommendation=find_recommendation(KIND, work.id),
        opinion=opinion,
        **(beside(KIND, work.id, work.person_id, work.training_id, work.topic_id) if is_grader else {}),
    )


def _alike(work: Submission, versions: list[SubmissionVersion]) -> list[Hint]:
    """Works of the same class that say much the same, for the tutor to look at before judging."""
    return submissions_like(work.id, work.person_id, versions[-1].text, work.classroom_id)[:MOST_ALIKE]


def _form(said: Said | WithdrawnGrade | None) -> ScoreForm:
    """A fresh form; a regrade begins with what was said before, and so does what was taken back."""
    form = ScoreForm(formdata=None)
    if said is not None:
        form.score.data, form.comment.data = said.score, said.comment
    return form


def _chosen(versions: list[SubmissionVersion], begins_with: str | None) -> SubmissionVersion:
    """The version asked for; the newest, unless the address names another."""
    asked = request.args.get("version", begins_with)
    if asked in (None, CHANGES) and versions:
        return versions[-1]
    found = next((version for version in versions if str(version.number) == asked), None)
    if found is None:
        raise NotFound
    return found


def _compared(versions: list[SubmissionVersion], begins_with: str | None) -> list[list[Piece]] | None:
    """The newest version beside the one before it, where that is asked for or what a tutor begins with."""
    if len(versions) < 2 or request.args.get("version", begins_with) != CHANGES:
        return None
    return changes(versions[-2].text, versions[-1].text)
