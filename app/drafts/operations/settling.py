"""Putting drafts away when their text has been handed in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update

from app.drafts.branches import standing
from app.drafts.models import Draft
from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.reading import Question
from app.foundation.transactions import key_under_way, transaction


def settle_drafts(person_id: int, box: str) -> None:
    """Put away the drafts of a box, and of its further fields such as `<box>:title`: the text has been handed in.

    What another device wrote and this form never saw stays, and is offered the next time.
    """
    with transaction():
        rows = WAITING.all(person=person_id, of_box=box, beneath=f"{box}:%")
        unseen = _unseen(rows, key_under_way())
        settled = [row.id for row in rows if row.id not in unseen]
        if settled:
            put_away = update(Draft).where(Draft.id.in_(settled)).values(settled_at=clock.now())
            db.session.execute(put_away.execution_options(synchronize_session=False))


def _waiting() -> Select[*tuple[Any, ...]]:
    """What has not been put away yet, newest first."""
    boxes = or_(Draft.box == bindparam("of_box"), Draft.box.like(bindparam("beneath")))
    mine = Draft.person_id == bindparam("person", type_=BigId), Draft.settled_at.is_(None)
    columns = Draft.id, Draft.device, Draft.base_id, Draft.box, Draft.form_key
    return select(*columns).where(*mine, boxes).order_by(Draft.id.desc())


WAITING = Question(_waiting)


def _unseen(rows: Sequence[Any], key: str) -> list[int]:
    """What stands in a box beside the versions of the form with this key; nothing where the form saved none."""
    found: list[int] = []
    for box in {row.box for row in rows if key and row.form_key == key}:
        found += [row.id for row in standing([row for row in rows if row.box == box]) if row.form_key != key]
    return found
