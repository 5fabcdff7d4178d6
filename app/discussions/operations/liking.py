"""Liking a post, and taking it back."""

from flask_babel import gettext as _

from app.discussions.events import LikeTakenBack, PostLiked
from app.discussions.models import Like, Post
from app.discussions.operations.counters import count_likes
from app.foundation import clock
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction


def like_post(post_id: int, person_id: int) -> int:
    """Like a post once, and give how many do; doing it again changes nothing."""
    with transaction() as session:
        post = _shown(post_id)
        if post.author_id == person_id:
            raise Refused(_("自己的帖子不用自己点赞。"))
        if session.get(Like, (post_id, person_id)) is None:
            session.add(Like(post_id=post_id, person_id=person_id, liked_at=clock.now()))
            session.flush()
            count_likes(post)
            record(PostLiked(post_id, post.thread_id, post.author_id, person_id), person_id)
        return post.like_count


def take_back_like(post_id: int, person_id: int) -> int:
    """No longer like a post, and give how many still do."""
    with transaction() as session:
        post = _shown(post_id)
        like = session.get(Like, (post_id, person_id))
        if like is not None:
            session.delete(like)
            session.flush()
            count_likes(post)
            record(LikeTakenBack(post_id, post.thread_id, post.author_id, person_id), person_id)
        return post.like_count


def _shown(post_id: int) -> Post:
    post = locked(Post, Post.id == post_id)
    if post is None:
        raise NotFound
    if post.hidden_at is not None:
        raise Refused(_("这一帖已经隐藏了。"))
    return post
