"""What open pages are nudged about; each message is a few numbers, and the page asks HTTP for the rest."""

from app.discussions.events import PostEdited, PostHidden, ReplyPosted, ThreadStarted
from app.foundation.events import subscribe_after_commit
from app.foundation.realtime import nudge


@subscribe_after_commit(ThreadStarted)
def tell_the_salon(event: ThreadStarted) -> None:
    _nudge_salon(event.classroom_id, event.thread_id)


@subscribe_after_commit(ReplyPosted)
def tell_the_thread(event: ReplyPosted) -> None:
    nudge(f"thread:{event.thread_id}", "post", _numbers(event))
    _nudge_salon(event.classroom_id, event.thread_id)


@subscribe_after_commit(PostEdited)
def tell_of_an_edit(event: PostEdited) -> None:
    nudge(f"thread:{event.thread_id}", "changed", _numbers(event))


@subscribe_after_commit(PostHidden)
def tell_of_a_hiding(event: PostHidden) -> None:
    nudge(f"thread:{event.thread_id}", "changed", _numbers(event))


def _numbers(event: ReplyPosted | PostEdited | PostHidden) -> dict[str, int]:
    return {"thread": event.thread_id, "post": event.post_id, "number": event.number}


def _nudge_salon(classroom_id: int | None, thread_id: int) -> None:
    if classroom_id is not None:
        nudge(f"salon:{classroom_id}", "thread", {"thread": thread_id})
