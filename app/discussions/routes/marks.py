"""Pinning and closing a thread, naming its answer and its summary, moving it to another board."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.discussions.forms import MoveForm
from app.discussions.models import MarkKind
from app.discussions.operations import lift_mark, mark_thread, move_thread
from app.discussions.policy import may_lead, may_mark_answer, may_move, may_sum_up
from app.discussions.queries import boards_of, get_post, get_thread
from app.discussions.queries.posts import PostShown, page_of
from app.discussions.queries.standing import standing_of
from app.discussions.routes.blueprint import A_PERSONS_PACE, discussions, is_on, post_url
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden
from app.foundation.limits import limiter

SAID = {
    (MarkKind.PIN, True): _l("话题已经置顶。"),
    (MarkKind.PIN, False): _l("不再置顶。"),
    (MarkKind.CLOSING, True): _l("话题已经关闭，不再收新回复。"),
    (MarkKind.CLOSING, False): _l("话题重新打开了。"),
    (MarkKind.ANSWER, True): _l("已经标为回答，放在第一帖下面。"),
    (MarkKind.ANSWER, False): _l("不再标为回答。"),
    (MarkKind.SUMMARY, True): _l("已经设为小结，放在话题最上面。"),
    (MarkKind.SUMMARY, False): _l("不再当作小结。"),
}


@discussions.post("/threads/<int:thread_id>/<any(pin, closing):mark>")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def thread_mark(thread_id: int, mark: str) -> ResponseReturnValue:
    """Pin a thread or close it, or take that back."""
    shown, person_id, kind = get_thread(thread_id, viewer()), viewer().id, MarkKind(mark)
    if not may_lead(viewer(), shown.room):
        raise Forbidden
    _set(shown.id, kind, person_id)
    return redirect(url_for("discussions.thread", thread_id=thread_id))


@discussions.post("/posts/<int:post_id>/<any(answer, summary):mark>")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def post_mark(post_id: int, mark: str) -> ResponseReturnValue:
    """Name a reply as the answer or as the summing-up of its thread, or take that back."""
    post, person_id, kind = get_post(post_id, viewer()), viewer().id, MarkKind(mark)
    if not _may_mark(post, kind):
        raise Forbidden
    _set(post.thread_id, kind, person_id, post.id)
    place = 1 if is_on() else post.number
    return redirect(post_url(post.thread_id, place, page_of(place)))


@discussions.route("/threads/<int:thread_id>/board", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def thread_board(thread_id: int) -> ResponseReturnValue:
    """Move a thread to another board; one of a closed salon stays there."""
    shown, person_id = get_thread(thread_id, viewer()), viewer().id
    if not may_move(viewer(), shown.room):
        raise Forbidden
    form = MoveForm()
    form.offer(boards_of(shown.training_id, viewer()), shown.board_slug)
    if form.validate_on_submit():
        move_thread(shown.id, form.board_id, person_id)
        flash(_("话题已经移过去了。"), "good")
        return redirect(url_for("discussions.thread", thread_id=thread_id))
    return render_template("discussions/moving.html", thread=shown, form=form), 422 if form.was_sent else 200


def _set(thread_id: int, kind: MarkKind, person_id: int, post_id: int | None = None) -> None:
    act = mark_thread if is_on() else lift_mark
    act(thread_id, kind, person_id, post_id)
    flash(SAID[kind, is_on()], "good")


def _may_mark(post: PostShown, kind: MarkKind) -> bool:
    if kind is MarkKind.SUMMARY:
        return may_sum_up(viewer(), post.room)
    return may_mark_answer(viewer(), standing_of(post, viewer()).thread_author_id, post.room)
