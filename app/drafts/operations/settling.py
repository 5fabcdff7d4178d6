"""Putting drafts away when their text has been handed in."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select, update

from app.drafts.branches import standing
from app.drafts.models import Draft
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import key_under_way, transaction


def settle_drafts(person_id: int, box: str) -> None:
    """Put away the drafts of a box, and of its further fields such as `<box>:title`: the text has been handed in.

    What another device wrote and this form never saw stays, and is offered the next time.
    """
    boxes = or_(Draft.box == box, Draft.box.startswith(box + ":", autoescape=True))
    with transaction() as session:
        rows = _rows(person_id, boxes)
        if not rows:
            return
        unseen = _unseen(rows, key_under_way())
        session.execute(
            update(Draft)
            .where(Draft.person_id == person_id, boxes, Draft.settled_at.is_(None), Draft.id.not_in(unseen))
            .values(settled_at=clock.now())
            .execution_options(synchronize_session=False)
        )


def _rows(person_id: int, boxes: Any) -> Sequence[Any]:
    """What has not been put away yet, newest first."""
    columns = Draft.id, Draft.device, Draft.base_id, Draft.box, Draft.form_key
    statement = select(*columns).where(Draft.person_id == person_id, boxes, Draft.settled_at.is_(None))
    return db.session.execute(statement.order_by(Draft.id.desc())).all()


def _unseen(rows: Sequence[Any], key: str) -> list[int]:
    """What stands in a box beside the versions of the form with this key; nothing where the form saved none."""
    found: list[int] = []
    for box in {row.box for row in rows if key and row.form_key == key}:
        found += [row.id for row in standing([row for row in rows if row.box == box]) if row.form_key != key]
    return found
