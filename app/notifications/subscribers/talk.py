"""What is said in threads to somebody who takes part in them."""

from sqlalchemy import select

from app.discussions.events import PersonMentioned, PostLiked, ReplyPosted, ThreadMarked
from app.discussions.models import MarkKind, Post, Thread
from app.discussions.queries.posts import post_url
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell


@subscribe(ReplyPosted)
def tell_of_a_reply(event: ReplyPosted) -> None:
    """The thread's author hears of the reply, who is quoted of the quotation; nobody of both, nobody of their own."""
    concerned = {event.thread_author_id: "replied"}
    if event.quoted_author_id is not None:
        concerned[event.quoted_author_id] = "quoted"
    concerned.pop(event.author_id, None)
    for person_id, kind in sorted(concerned.items()):
        tell(
            person_id,
            kind,
            f"post:{event.post_id}",
            post_url(event.thread_id, event.number),
            {"title": event.title},
            thing=("post", event.post_id),
            gathers=f"thread:{event.thread_id}",
            actor_id=event.author_id,
        )


@subscribe(PersonMentioned)
def tell_of_a_mention(event: PersonMentioned) -> None:
    """Recorded before the reply itself, so whoever is spoken to by name hears that and not also of a reply."""
    tell(
        event.person_id,
        "mentioned",
        f"post:{event.post_id}",
        post_url(event.thread_id, event.number),
        {"title": _title(event.thread_id)},
        thing=("post", event.post_id),
        gathers=f"thread:{event.thread_id}",
        actor_id=event.author_id,
    )


@subscribe(PostLiked)
def tell_of_a_like(event: PostLiked) -> None:
    number = db.session.scalar(select(Post.number).where(Post.id == event.post_id)) or 1
    tell(
        event.author_id,
        "liked",
        f"like:{event.post_id}:{event.person_id}",
        post_url(event.thread_id, number),
        {"title": _title(event.thread_id)},
        thing=("post", event.post_id),
        gathers=f"likes:{event.post_id}",
        actor_id=event.person_id,
    )


@subscribe(ThreadMarked)
def tell_of_an_answer(event: ThreadMarked) -> None:
    """Whose reply was taken as the answer, unless they took it themselves."""
    if event.kind != MarkKind.ANSWER or event.post_author_id in (None, event.marked_by_id):
        return
    tell(
        event.post_author_id,
        "answer_taken",
        f"answer:{event.thread_id}:{event.post_id}",
        post_url(event.thread_id, event.number or 1),
        {"title": _title(event.thread_id)},
        thing=("post", event.post_id or 0),
        actor_id=event.marked_by_id,
    )


def _title(thread_id: int) -> str:
    thread = db.session.get(Thread, thread_id)  # the act that is told of holds it already
    return thread.title if thread else ""
