"""One post of a salon as a tutor judges it: its rating with history and answers."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.discussions.policy import Room, may_read_revisions
from app.discussions.queries import get_post
from app.discussions.queries.posts import PostShown, page_of
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden
from app.foundation.limits import limiter
from app.foundation.markup import plain
from app.grading.forms import AnswerForm, RatingForm
from app.grading.models import DeskKind, WithdrawnGrade, WorkKind
from app.grading.operations import Given, answer_box, answer_grade, draft_box, rate_post
from app.grading.policy import may_answer
from app.grading.queries import PostRating, Said, first_unrated, get_rating, judgement_of, work_url
from app.grading.routes.blueprint import A_PERSONS_PACE, grading
from app.grading.routes.judging import Judged, answer, judge
from app.grading.routes.side import again, sitting_for

KIND = WorkKind.POST


@grading.get("/posts/<int:post_id>/grade")
@signed_in
def rating(post_id: int) -> ResponseReturnValue:
    """What was said of a post, for its author and the staff."""
    return _page(get_post(post_id, viewer()), get_rating(post_id, viewer()))


@grading.post("/posts/<int:post_id>/grade")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def grade_of_post(post_id: int) -> ResponseReturnValue:
    post, shown = get_post(post_id, viewer()), get_rating(post_id, viewer())
    if not shown.may_rate:
        raise Forbidden
    form, person_id = RatingForm(), viewer().id
    form.offer(shown.grades)

    def act() -> Given:
        seen: dict[str, Any] = {"version": form.version_read, "replaces": form.grade_seen}
        return rate_post(person_id, post_id, str(form.grade.data), form.comment.data or "", **seen)

    def beside() -> str | None:
        number = first_unrated(post.thread_id, person_id)
        return work_url(DeskKind.THREAD, post.thread_id, number) if number else None

    saved = judge(
        form, Judged(KIND, post_id, _place(post), (DeskKind.THREAD, post.thread_id), shown.grades), act, beside
    )
    return saved or (_page(post, get_rating(post_id, viewer()), form=form), 200 if form.hint else 422)


@grading.post("/posts/<int:post_id>/answers")
@signed_in
@limiter.limit("20/minute")
def answers_of_post(post_id: int) -> ResponseReturnValue:
    post, shown = get_post(post_id, viewer()), get_rating(post_id, viewer())
    classroom_id = _classroom_of(post.room)
    if not may_answer(viewer(), post.author_id, classroom_id):
        raise Forbidden
    form, person_id = AnswerForm(), viewer().id

    def act() -> object:
        text = form.text.data or ""
        return answer_grade(person_id, KIND, post_id, text, person_id=post.author_id, classroom_id=classroom_id)

    return answer(form, KIND, act, f"/posts/{post_id}/grade") or (_page(post, shown, answer_form=form), 422)


def _page(
    post: PostShown, shown: PostRating, form: RatingForm | None = None, answer_form: AnswerForm | None = None
) -> str:
    judgement = judgement_of(KIND, post.id)
    standing = judgement.standing
    form = form or _form(shown, standing or (again(KIND, post.id) if shown.may_rate else None))
    form.stand_before(shown.version_number, standing.id if standing else None)
    return render_template(
        "grading/post.html",
        post=post,
        text=plain(post.text) if _is_shown(post) else "",
        place=_place(post),
        judgement=judgement,
        is_grader=shown.may_rate,
        held_by=shown.held_by,
        may_answer=bool(judgement.everything) and may_answer(viewer(), post.author_id, _classroom_of(post.room)),
        form=form,
        answer_form=answer_form or AnswerForm(formdata=None),
        boxes={"answer": answer_box(KIND, post.id), "grade": draft_box(KIND, post.id)},
        **(sitting_for(viewer()) if shown.may_rate else {}),
    )


def _form(shown: PostRating, said: Said | WithdrawnGrade | None) -> RatingForm:
    """A fresh form; a regrade begins with what was said before, and so does what was taken back."""
    form = RatingForm(formdata=None)
    form.offer(shown.grades)
    if said is not None:
        form.grade.data, form.comment.data = said.grade, said.comment
    return form


def _is_shown(post: PostShown) -> bool:
    """What was hidden is still read by its author and by those who tidy, and by nobody else."""
    return post.hidden_at is None or may_read_revisions(viewer(), post.author_id, post.room)


def _place(post: PostShown) -> str:
    return f"/threads/{post.thread_id}?page={page_of(post.number)}#post-{post.number}"


def _classroom_of(room: Room) -> int:
    return room.classroom_id or 0
