"""Reading leaves two traces: up to which post one has read, and that one looked in on this day."""

from typing import Any

from app.classrooms.models import Training
from app.discussions.models import ReadMark, Thread, ThreadView
from app.discussions.operations.counters import count_views, lock_thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.dialects import insert_or
from app.foundation.transactions import transaction
from app.foundation.writing import Change


def mark_read(person_id: int, thread_id: int, number: int) -> None:
    """Note that the person read the thread up to this post, on this day of the training."""
    with transaction():
        thread = lock_thread(thread_id)
        move_mark(person_id, thread_id, min(number, thread.last_number))
        _note_view(thread, person_id)


def move_mark(person_id: int, thread_id: int, number: int) -> None:
    """Move the person's mark forward to a post; it never goes back."""
    MOVE_MARK.make(person_id=person_id, thread_id=thread_id, last_number=max(number, 0), read_at=clock.now())


def _further() -> Any:
    statement = insert_or(ReadMark)
    new = statement.excluded
    return statement.on_conflict_do_update(
        index_elements=[ReadMark.person_id, ReadMark.thread_id],
        set_={"last_number": new.last_number, "read_at": new.read_at},
        where=ReadMark.last_number < new.last_number,
    )


MOVE_MARK = Change(_further)


def _note_view(thread: Thread, person_id: int) -> None:
    """A view is one person on one local day; authors looking at their own thread are not an audience."""
    if thread.author_id == person_id:
        return
    training = db.session.get_one(Training, thread.training_id)
    row = {"thread_id": thread.id, "person_id": person_id, "day": training.day_of(clock.now())}
    new = insert_or(ThreadView).values(row).on_conflict_do_nothing().returning(ThreadView.person_id)
    if db.session.execute(new).first():
        count_views(thread)
