"""Noting what the index has to learn, and learning it: an act writes down a name, the texts are read by the hundred."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import delete, insert, select

from app.foundation.database import db
from app.foundation.reading import Question
from app.foundation.transactions import transaction
from app.foundation.writing import Change
from app.search.models import SearchNote
from app.search.operations.numbers import alone
from app.search.operations.refreshing import refresh
from app.search.queries.kinds import KINDS, Kind

AT_ONCE = 200  # a fraction of a second, so that acts do not wait for it
NOTE = Change(lambda: insert(SearchNote))
ANY_NOTE = Question(lambda: select(SearchNote.id).limit(1))
log = structlog.get_logger()


def note_changes(kind: Kind, ids: Collection[int]) -> None:
    """Let the index learn of these things, whatever happened to them, inside whatever transaction is running.

    The server's process enters them every second; where nothing does so, they are entered at once.
    """
    if "search_ticker" not in current_app.extensions:
        refresh(kind, ids)
        return
    with transaction():
        NOTE.make_all([{"kind": kind.name, "object_id": object_id} for object_id in ids])


def enter_changes() -> int:
    """Enter what was noted, the oldest first; a note goes in the transaction that enters it. Gives how many there were."""
    entered, some = 0, AT_ONCE
    while some == AT_ONCE and ANY_NOTE.first():
        some = _enter_or_leave_out(AT_ONCE)
        entered += some
    return entered


def _enter_or_leave_out(most: int) -> int:
    """Up to so many notes; where they fail together, half of them, and the one that is to blame is left to the night."""
    try:
        return _enter(most)
    except Exception:
        if most > 1:
            return _enter_or_leave_out(most // 2)
        log.exception("change_not_entered")
        with transaction():
            return _forget(_oldest(1))


def _enter(most: int) -> int:
    with transaction():
        alone()
        notes = _oldest(most)
        by_kind: dict[str, set[int]] = defaultdict(set)
        for note in notes:
            by_kind[note.kind].add(note.object_id)
        for kind, ids in by_kind.items():
            refresh(KINDS[kind], sorted(ids))
        return _forget(notes)


def _oldest(most: int) -> Sequence[Any]:
    columns = select(SearchNote.id, SearchNote.kind, SearchNote.object_id)
    return db.session.execute(columns.order_by(SearchNote.id).limit(most)).all()


def _forget(notes: Sequence[Any]) -> int:
    db.session.execute(delete(SearchNote).where(SearchNote.id.in_([note.id for note in notes])))
    return len(notes)
