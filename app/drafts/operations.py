"""Saving drafts so that no device overwrites another, and putting them away once handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import or_, update

from app.drafts.models import Draft
from app.drafts.queries import MOST_STATES, unsettled, was_sent
from app.foundation import clock
from app.foundation.errors import Refused
from app.foundation.markup import LONGEST_TEXT, has_control_characters
from app.foundation.transactions import locked, transaction
from app.people.models import Person

ONE_SITTING = timedelta(minutes=5)
LONGEST_DRAFT = 3 * LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class OtherDraft:
    """What another device saved meanwhile."""

    id: int
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """`id` is None when the form was handed in already; `other` is what nobody has seen yet on this device."""

    id: int | None
    saved_at: datetime
    other: OtherDraft | None = None


def save_draft(
    person_id: int, box: str, text: str, device: str, *, base_id: int | None = None, form_key: str = ""
) -> SavedDraft:
    """Save what stands in a box; text from another device is kept beside it and handed back."""
    _check(text)
    with transaction() as session:
        locked(Person, Person.id == person_id)  # two devices at once: the second sees the first
        if was_sent(person_id, form_key):
            return SavedDraft(None, clock.now())
        states = unsettled(person_id, box)
        newest = states[0] if states else None
        other = newest if newest and _is_unseen(newest, text, device, base_id) else None
        saved = _go_on(newest, text, device, base_id)
        if saved is None:
            saved = Draft(person_id=person_id, box=box, device=device, base_id=base_id, text=text, saved_at=clock.now())
            session.add(saved)
            for forgotten in states[MOST_STATES - 1 :]:
                session.delete(forgotten)
        session.flush()
        return SavedDraft(saved.id, saved.saved_at, OtherDraft(other.id, other.text, other.saved_at) if other else None)


def settle_drafts(person_id: int, box: str) -> None:
    """Put away the drafts of a box, and of its further fields such as `<box>:title`: the text has been handed in."""
    boxes = or_(Draft.box == box, Draft.box.startswith(box + ":", autoescape=True))
    with transaction() as session:
        session.execute(
            update(Draft)
            .where(Draft.person_id == person_id, boxes, Draft.settled_at.is_(None))
            .values(settled_at=clock.now())
            .execution_options(synchronize_session=False)
        )


def _check(text: str) -> None:
    if len(text) > LONGEST_DRAFT:
        raise Refused(_("太长了，草稿存不下。请先删减一些。"))
    if has_control_characters(text):
        raise Refused(_("文字里有无法保存的控制字符，请删去后再试。"))


def _is_unseen(newest: Draft, text: str, device: str, base_id: int | None) -> bool:
    return newest.device != device and newest.id != base_id and newest.text != text


def _go_on(newest: Draft | None, text: str, device: str, base_id: int | None) -> Draft | None:
    """Update the device's own newest state within one sitting, so that a long evening is a few rows."""
    if newest is None or newest.device != device or base_id not in (None, newest.id, newest.base_id):
        return None
    if clock.now() - newest.saved_at > ONE_SITTING:
        return None
    newest.text, newest.saved_at = text, clock.now()
    return newest
