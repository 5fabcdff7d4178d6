"""What is said in threads to somebody who takes part in them."""

from sqlalchemy import select

from app.discussions.events import ReplyPosted
from app.discussions.models import Thread
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.notifications.queries.works import post_url


@subscribe(ReplyPosted)
def tell_of_a_reply(event: ReplyPosted) -> None:
    """The thread's author hears of the reply, who is quoted of the quotation; nobody of both, nobody of their own."""
    concerned = {event.thread_author_id: "replied"}
    if event.quoted_author_id is not None:
        concerned[event.quoted_author_id] = "quoted"
    concerned.pop(event.author_id, None)
    title = db.session.scalar(select(Thread.title).where(Thread.id == event.thread_id)) or ""
    for person_id, kind in sorted(concerned.items()):
        tell(
            person_id,
            kind,
            f"post:{event.post_id}",
            post_url(event.thread_id, event.number),
            {"title": title},
            thing=("post", event.post_id),
            gathers=f"thread:{event.thread_id}",
            actor_id=event.author_id,
        )
