"""Marking texts with fingerprints, and noticing which of a person's own texts say the same."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import insert

from app.foundation import clock
from app.foundation.database import db
from app.foundation.steps import in_steps
from app.foundation.transactions import transaction
from app.likeness.models import KINDS, Repetition, TextMark
from app.likeness.queries.marks import Marks, marks_of, repetitions_of
from app.likeness.queries.texts import Name, Text, all_wordings, unmarked_names, unmarked_texts
from app.likeness.sketch import ALIKE, is_candidate, letters, share, sketch

AT_ONCE = 5_000
TICK = timedelta(microseconds=1)  # a span ends before its last instant
Near = tuple[Text, str, int]  # a text, its letters, and a work of the same person that may say the same


def mark_texts(training_id: int, since: datetime, until: datetime) -> int:
    """Mark what was written in a span of time and is not marked yet; a second run finds nothing to do."""
    with transaction():
        return _mark_all(training_id, unmarked_texts(training_id, since, until))


def mark_texts_in_steps(training_id: int, since: datetime, until: datetime) -> int:
    """Do the same a few texts at a time, so that nobody who writes meanwhile waits for it."""
    return in_steps(unmarked_names(training_id, since, until), partial(_mark_named, training_id))


def _mark_named(training_id: int, names: Sequence[Name]) -> int:
    """Mark these texts, but for those that somebody marked since they were listed."""
    return _mark_all(training_id, unmarked_texts(training_id, names[0].written_at, names[-1].written_at + TICK, names))


def _mark_all(training_id: int, texts: list[Text]) -> int:
    known = marks_of(training_id, {text.person_id for text in texts})
    for first in range(0, len(texts), AT_ONCE):
        _mark(training_id, texts[first : first + AT_ONCE], known)
    return len(texts)


def _mark(training_id: int, texts: list[Text], known: Marks) -> None:
    rows: list[dict[str, Any]] = []
    near: list[Near] = []
    for text in texts:
        said = letters(text.text)
        mine, mark = known.setdefault((text.kind, text.person_id), []), sketch(said)
        others = {other for other, sketched in mine if other != text.work_id and is_candidate(sketched, mark)}
        near += [(text, said, other) for other in others]
        mine.append((text.work_id, mark))
        rows.append(_row(training_id, text, len(said), mark))
    db.session.execute(insert(TextMark), rows)
    _notice(training_id, near)


def _row(training_id: int, text: Text, length: int, mark: int) -> dict[str, Any]:
    named = text._asdict()
    named.pop("text")
    return {**named, "training_id": training_id, "letters": length, "sketch": mark}


def _notice(training_id: int, near: list[Near]) -> None:
    """Of texts whose fingerprints are near, write down those that really say the same."""
    rows: dict[tuple[str, int, int], dict[str, Any]] = {}  # two versions of a work may say the same as one other
    for kind in KINDS:
        mine = [one for one in near if one[0].kind == kind]
        said = all_wordings(kind, {other for _, _, other in mine})
        known = repetitions_of(kind, {text.work_id for text, _, _ in mine}) if mine else {}
        for text, words, other in mine:
            part = max(share(words, letters(wording)) for wording in said[other])
            if part >= ALIKE and other not in {number for number, _ in known.get(text.work_id, [])}:
                rows[kind, text.work_id, other] = _repetition(training_id, text, other, part)
    if rows:
        db.session.execute(insert(Repetition), list(rows.values()))


def _repetition(training_id: int, text: Text, other_id: int, part: int) -> dict[str, Any]:
    named = {"kind": text.kind, "work_id": text.work_id, "person_id": text.person_id, "training_id": training_id}
    return {**named, "other_id": other_id, "share": part, "noticed_at": clock.now()}
