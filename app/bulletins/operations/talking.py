"""What readers say to a bulletin, and that they like it."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.bulletins.events import BulletinCommented, BulletinCommentHidden, BulletinLiked, BulletinLikeTakenBack
from app.bulletins.models import Bulletin, BulletinComment, BulletinLike
from app.bulletins.policy import may_hide_comment
from app.classrooms.models import Classroom
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.markup import render
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person


def comment_on(person_id: int, bulletin_id: int, text: str) -> BulletinComment:
    """Say something to a bulletin that the person was let into."""
    with transaction() as session:
        bulletin = _held(bulletin_id)
        rendered = render(text)
        comment = BulletinComment(
            bulletin_id=bulletin_id, author_id=person_id, text=text, html=rendered.html,
            markup_version=rendered.version, written_at=clock.now(),
        )  # fmt: skip
        session.add(comment)
        session.flush()
        _count_comments(bulletin)
        settle_drafts(person_id, f"comment:bulletin:{bulletin_id}")
        record(BulletinCommented(comment.id, bulletin_id, person_id, bulletin.author_id), person_id)
        return comment


def hide_comment(person_id: int, bulletin_id: int, comment_id: int) -> None:
    """Take a comment out of sight: one's own, or as somebody who looks after the class; a second time changes nothing."""
    with transaction() as session:
        bulletin = _held(bulletin_id)
        comment = locked(BulletinComment, BulletinComment.id == comment_id, BulletinComment.bulletin_id == bulletin_id)
        if comment is None:
            raise NotFound
        place_code = session.get_one(Classroom, bulletin.classroom_id).place_code
        if not may_hide_comment(get_person(person_id), comment.author_id, bulletin.classroom_id, place_code):
            raise Forbidden
        hide_comment_of(bulletin, comment, person_id)


def hide_comment_of(bulletin: Bulletin, comment: BulletinComment, person_id: int) -> None:
    """Out of sight of a bulletin that is held; a second time changes nothing."""
    if comment.hidden_at is None:
        with transaction() as session:
            comment.hidden_at, comment.hidden_by_id = clock.now(), person_id
            session.flush()
            _count_comments(bulletin)
            record(BulletinCommentHidden(comment.id, bulletin.id, person_id), person_id)


def show_comment_again(bulletin: Bulletin, comment: BulletinComment) -> None:
    """Into sight again, under a bulletin that is held; what its author took away stays away."""
    if comment.hidden_by_id != comment.author_id:
        with transaction() as session:
            comment.hidden_at = comment.hidden_by_id = None
            session.flush()
            _count_comments(bulletin)


def like_bulletin(person_id: int, bulletin_id: int) -> None:
    """Like a bulletin once; doing it again changes nothing."""
    with transaction() as session:
        bulletin = _held(bulletin_id)
        if bulletin.author_id == person_id:
            raise Refused(_("自己发的简报不用自己点赞。"))
        if session.get(BulletinLike, (bulletin_id, person_id)) is None:
            session.add(BulletinLike(bulletin_id=bulletin_id, person_id=person_id, liked_at=clock.now()))
            session.flush()
            _count_likes(bulletin)
            record(BulletinLiked(bulletin_id, person_id), person_id)


def take_back_like(person_id: int, bulletin_id: int) -> None:
    with transaction() as session:
        bulletin = _held(bulletin_id)
        like = session.get(BulletinLike, (bulletin_id, person_id))
        if like is not None:
            session.delete(like)
            session.flush()
            _count_likes(bulletin)
            record(BulletinLikeTakenBack(bulletin_id, person_id), person_id)


def _held(bulletin_id: int) -> Bulletin:
    bulletin = locked(Bulletin, Bulletin.id == bulletin_id)
    if bulletin is None or bulletin.hidden_at is not None:
        raise NotFound
    return bulletin


def _count_comments(bulletin: Bulletin) -> None:
    shown = (BulletinComment.bulletin_id == bulletin.id, BulletinComment.hidden_at.is_(None))
    with transaction() as session:
        bulletin.comment_count = session.scalar(select(func.count()).select_from(BulletinComment).where(*shown)) or 0


def _count_likes(bulletin: Bulletin) -> None:
    likes = select(func.count()).select_from(BulletinLike).where(BulletinLike.bulletin_id == bulletin.id)
    with transaction() as session:
        bulletin.like_count = session.scalar(likes) or 0
