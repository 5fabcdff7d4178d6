"""Liking a post, and the names of those who do."""

from flask import jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.discussions.operations import like_post, take_back_like
from app.discussions.policy import may_like
from app.discussions.queries import get_post
from app.discussions.queries.posts import page_of
from app.discussions.queries.standing import likers_of
from app.discussions.routes.blueprint import discussions, is_on, post_url
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter


@discussions.post("/posts/<int:post_id>/like")
@signed_in
@limiter.limit("60/minute")
def like(post_id: int) -> ResponseReturnValue:
    """Like a post, or no longer; the form says which, so that pressing twice is pressing once."""
    post, person_id = get_post(post_id, viewer()), viewer().id
    if not may_like(viewer(), post.author_id, post.room):
        raise Forbidden
    if post.hidden_at is not None:
        raise Refused(_("这一帖已经隐藏了。"))
    is_liked = is_on()
    count = like_post(post.id, person_id) if is_liked else take_back_like(post.id, person_id)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(liked=is_liked, count=count)
    return redirect(post_url(post.thread_id, post.number, page_of(post.number)))


@discussions.get("/posts/<int:post_id>/likes")
@signed_in
def likes(post_id: int) -> ResponseReturnValue:
    """Who likes a post."""
    post = get_post(post_id, viewer())
    if post.hidden_at is not None:
        raise NotFound
    place = post_url(post.thread_id, post.number, page_of(post.number))
    return render_template("discussions/likes.html", post=post, names=likers_of(post), place=place)
