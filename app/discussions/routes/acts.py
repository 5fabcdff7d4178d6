"""What one may do about a post: a page of its own, so that a thread of 25 posts carries no forms that nobody presses."""

from flask import render_template
from flask.typing import ResponseReturnValue

from app.discussions.policy import (
    may_edit_post,
    may_hide_post,
    may_like,
    may_mark_answer,
    may_read_hidden,
    may_read_revisions,
    may_sum_up,
)
from app.discussions.queries import get_post
from app.discussions.queries.posts import page_of
from app.discussions.queries.standing import likers_of, standing_of
from app.discussions.routes.blueprint import discussions, post_url
from app.foundation.access import signed_in, viewer
from app.foundation.markup import excerpt


@discussions.get("/posts/<int:post_id>/acts")
@signed_in
def acts(post_id: int) -> ResponseReturnValue:
    """All acts on a post that are open to the viewer, and who likes it."""
    person, post = viewer(), get_post(post_id, viewer())
    standing, is_shown = standing_of(post, person), post.hidden_at is None
    is_reply = is_shown and post.number > 1
    return render_template(
        "discussions/acts.html",
        post=post,
        place=post_url(post.thread_id, post.number, page_of(post.number)),
        standing=standing,
        words=excerpt(post.text, 60) if is_shown or may_read_hidden(person, post.author_id, post.room) else None,
        names=likers_of(post) if is_shown and standing.like_count else [],
        may_like=is_shown and may_like(person, post.author_id, post.room),
        may_edit=may_edit_post(person, post.author_id, post.room, not is_shown),
        may_hide=is_shown and may_hide_post(person, post.author_id, post.room),
        may_read_revisions=may_read_revisions(person, post.author_id, post.room),
        may_answer=is_reply and may_mark_answer(person, standing.thread_author_id, post.room),
        may_sum_up=is_reply and may_sum_up(person, post.room),
        may_report=is_shown and person.id != post.author_id,
    )
