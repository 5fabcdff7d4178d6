"""What a work is called and where it is read."""

from sqlalchemy import select

from app.assignments.models import Submission
from app.bulletins.models import Bulletin
from app.courses.models import Topic
from app.discussions.models import Post, Thread
from app.discussions.queries.posts import post_url
from app.foundation.database import db
from app.grading.models import WorkKind
from app.journals.models import Journal
from app.resources.models import Resource


def name_of(kind: str, work_id: int) -> tuple[str, str]:
    """Title and address of a submission, a journal, a bulletin, a resource, a thread or a post."""
    if kind == WorkKind.SUBMISSION:
        topic = select(Topic.title).join(Submission, Submission.topic_id == Topic.id).where(Submission.id == work_id)
        return db.session.scalar(topic) or "", f"/submissions/{work_id}"
    if kind == WorkKind.JOURNAL:
        return db.session.scalar(select(Journal.title).where(Journal.id == work_id)) or "", f"/journals/{work_id}"
    if kind == "bulletin":
        return db.session.scalar(select(Bulletin.title).where(Bulletin.id == work_id)) or "", f"/bulletins/{work_id}"
    if kind == "resource":
        return db.session.scalar(select(Resource.title).where(Resource.id == work_id)) or "", f"/resources/{work_id}"
    if kind == "thread":
        return db.session.scalar(select(Thread.title).where(Thread.id == work_id)) or "", f"/threads/{work_id}"
    post = select(Thread.title, Post.thread_id, Post.number).join(Thread, Thread.id == Post.thread_id)
    title, thread_id, number = db.session.execute(post.where(Post.id == work_id)).one()
    return title, post_url(thread_id, number)
