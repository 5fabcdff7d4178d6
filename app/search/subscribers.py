"""What people do is noted for the index in the act's own transaction: whoever posts finds it a moment later."""

from collections.abc import Sequence

from sqlalchemy import select

from app.assignments.events import SubmissionHandedIn, SubmissionTakenBack
from app.bulletins.events import (
    BulletinPublished,
    BulletinReportsDecided,
    BulletinReturned,
    BulletinShownAgain,
    BulletinTakenBack,
    NamingAgreed,
    NamingTakenBack,
)
from app.courses.events import CourseSynced
from app.discussions.events import PostEdited, PostHidden, PostRestored, ReplyPosted, ThreadMoved, ThreadStarted
from app.discussions.models import Post
from app.foundation.database import db
from app.foundation.events import subscribe
from app.journals.events import JournalEdited, JournalPublished, JournalWritten
from app.resources.events import ResourceEdited, ResourceRemoved, ResourceShared, ResourceShownAgain, ResourceWithdrawn
from app.search.operations import note_changes
from app.search.queries.differences import all_ids
from app.search.queries.kinds import BULLETINS, JOURNALS, POSTS, RESOURCES, SUBMISSIONS, TOPICS


@subscribe(ThreadStarted)
@subscribe(ReplyPosted)
@subscribe(PostEdited)
def follow_a_post(event: ThreadStarted | ReplyPosted | PostEdited) -> None:
    note_changes(POSTS, [event.post_id])


@subscribe(PostHidden)
@subscribe(PostRestored)
def follow_a_hiding(event: PostHidden | PostRestored) -> None:
    """With its first post a whole thread goes out of sight and comes back."""
    note_changes(POSTS, _posts_of(event.thread_id) if event.number == 1 else [event.post_id])


@subscribe(ThreadMoved)
def follow_a_move(event: ThreadMoved) -> None:
    note_changes(POSTS, _posts_of(event.thread_id))


@subscribe(SubmissionHandedIn)
@subscribe(SubmissionTakenBack)
def follow_a_submission(event: SubmissionHandedIn | SubmissionTakenBack) -> None:
    note_changes(SUBMISSIONS, [event.submission_id])


@subscribe(JournalWritten)
@subscribe(JournalEdited)
@subscribe(JournalPublished)
def follow_a_journal(event: JournalWritten | JournalEdited | JournalPublished) -> None:
    note_changes(JOURNALS, [event.journal_id])


@subscribe(ResourceShared)
@subscribe(ResourceEdited)
@subscribe(ResourceWithdrawn)
@subscribe(ResourceRemoved)
@subscribe(ResourceShownAgain)
def follow_a_resource(
    event: ResourceShared | ResourceEdited | ResourceWithdrawn | ResourceRemoved | ResourceShownAgain,
) -> None:
    note_changes(RESOURCES, [event.resource_id])


@subscribe(BulletinPublished)
@subscribe(NamingAgreed)
@subscribe(NamingTakenBack)
@subscribe(BulletinTakenBack)
@subscribe(BulletinReturned)
@subscribe(BulletinReportsDecided)
@subscribe(BulletinShownAgain)
def follow_a_bulletin(
    event: BulletinPublished
    | NamingAgreed
    | NamingTakenBack
    | BulletinTakenBack
    | BulletinReturned
    | BulletinReportsDecided
    | BulletinShownAgain,
) -> None:
    """Whoever no longer agrees to be named is not found by their name either."""
    note_changes(BULLETINS, [event.bulletin_id])


@subscribe(CourseSynced)
def follow_the_course(_event: CourseSynced) -> None:
    note_changes(TOPICS, all_ids(TOPICS))


def _posts_of(thread_id: int) -> Sequence[int]:
    return db.session.scalars(select(Post.id).where(Post.thread_id == thread_id)).all()
