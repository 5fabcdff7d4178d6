"""What happens in salons and on boards."""

from dataclasses import dataclass

from app.foundation.events import Event


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
