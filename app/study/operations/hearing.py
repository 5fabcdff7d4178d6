"""Taking down what reading pages say: durable before it is answered, entered a few seconds later."""

from typing import Any

from flask import Flask

from app.classrooms.queries import find_present_enrolment
from app.courses.queries import find_section_length
from app.foundation import clock
from app.foundation.bulk import add_rows
from app.foundation.errors import Forbidden, NotFound
from app.foundation.together import Together
from app.foundation.transactions import transaction
from app.study.ledger import instant_of
from app.study.models import StudySignal
from app.study.operations.entering import enter_signals
from app.study.signals import Signal, packed
from app.study.visits import Visit

PAUSE = 0.5  # seconds: under load at most two commits a second, whoever speaks alone waits for nobody
Row = dict[str, Any]


def hear(app: Flask, visit: Visit, signal: Signal) -> None:
    """Keep a signal of a reading page; once this returns it is not lost any more.

    The server's process enters what was heard every few seconds; where nothing does so, it is entered at once. Outside of
    any application's context: of several who are written together only the first one needs it.
    """
    is_entered_later = "study_ticker" in app.extensions
    _together(app, PAUSE if is_entered_later else 0).add(_row(visit, signal))
    if not is_entered_later:
        with app.app_context():
            enter_signals(visit.person_id)


def finish_section(visit: Visit, section: str, signal: Signal | None = None) -> None:
    """Mark a section as read because the learner says so; a second time changes nothing.

    Without a script this press is all we hear of a page, so it vouches for as long as the section may take, counted
    from the opening of the page or from the press before.
    """
    with transaction():
        if find_present_enrolment(visit.person_id) is None:
            raise Forbidden
        if find_section_length(visit.topic_id, section) is None:
            raise NotFound
        add_rows(StudySignal, [_row(visit, signal or Signal(0, 0), section, is_told=signal is not None)])
        enter_signals(visit.person_id)


def _together(app: Flask, pause: float) -> Together[Row]:
    def write(rows: list[Row]) -> None:
        with app.app_context(), transaction():
            add_rows(StudySignal, rows)

    known: Together[Row] | None = app.extensions.get("study_together")
    return known or app.extensions.setdefault("study_together", Together(write, pause))


def _row(visit: Visit, signal: Signal, pressed: str | None = None, *, is_told: bool = True) -> Row:
    """A press without a script tells no stretches of its own: `stretches` stays empty."""
    return {
        "person_id": visit.person_id, "session_version": visit.session_version, "topic_id": visit.topic_id,
        "visit": visit.number, "opened_at": instant_of(visit.opened_at), "heard_at": clock.now(),
        "sequence": signal.sequence, "page_at": signal.at, "stretches": packed(signal) if is_told else "",
        "pressed": pressed,
    }  # fmt: skip
