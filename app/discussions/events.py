"""What happens in salons and on boards."""

from dataclasses import dataclass

from app.foundation.events import Event, handed_over


@dataclass(frozen=True, slots=True)
class ThreadStarted(Event):
    thread_id: int
    post_id: int
    author_id: int
    classroom_id: int | None
    board_id: int | None


@dataclass(frozen=True, slots=True)
class ReplyPosted(Event):
    post_id: int
    number: int
    thread_id: int
    author_id: int
    thread_author_id: int
    quoted_author_id: int | None
    classroom_id: int | None
    title: str = handed_over("")


@dataclass(frozen=True, slots=True)
class PostEdited(Event):
    post_id: int
    number: int
    thread_id: int
    editor_id: int


@dataclass(frozen=True, slots=True)
class PostHidden(Event):
    post_id: int
    number: int
    thread_id: int
    hidden_by_id: int


@dataclass(frozen=True, slots=True)
class PostRestored(Event):
    post_id: int
    number: int
    thread_id: int
    restored_by_id: int


@dataclass(frozen=True, slots=True)
class PostLiked(Event):
    post_id: int
    thread_id: int
    author_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class LikeTakenBack(Event):
    post_id: int
    thread_id: int
    author_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class PersonMentioned(Event):
    """Somebody who may read the post is spoken to in it by name."""

    post_id: int
    number: int
    thread_id: int
    author_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ThreadMarked(Event):
    """`kind` is pin, closing, answer or summary; the latter two name a post and its author."""

    thread_id: int
    kind: str
    post_id: int | None
    number: int | None
    post_author_id: int | None
    marked_by_id: int


@dataclass(frozen=True, slots=True)
class ThreadMarkLifted(Event):
    thread_id: int
    kind: str
    post_id: int | None
    lifted_by_id: int


@dataclass(frozen=True, slots=True)
class ThreadMoved(Event):
    thread_id: int
    from_board_id: int
    to_board_id: int
    moved_by_id: int
