"""Saving what stands in a box, so that no device overwrites another and nothing cut out is gone."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.drafts.models import Draft
from app.drafts.operations.thinning import thin_box
from app.drafts.queries import find_newest, was_sent
from app.drafts.versions import is_one_version
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Refused
from app.foundation.markup import LONGEST_TEXT, has_control_characters
from app.foundation.transactions import locked, transaction
from app.people.models import Person

LONGEST_DRAFT = 3 * LONGEST_TEXT
MOST_VERSIONS = 5_000  # of one person: years of writing, but a machine's afternoon


@dataclass(frozen=True, slots=True)
class Where:
    """On what kind of machine a text is written, and on which page."""

    machine: str = ""
    place: str = ""
    title: str = ""


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


NOWHERE = Where()


def save_draft(
    person_id: int,
    box: str,
    text: str,
    device: str,
    *,
    base_id: int | None = None,
    form_key: str = "",
    where: Where = NOWHERE,
) -> SavedDraft:
    """Save what stands in a box; text from another device is kept beside it and handed back."""
    _check(text)
    with transaction() as session:
        locked(Person, Person.id == person_id)  # two devices at once: the second sees the first
        if was_sent(person_id, form_key):
            return SavedDraft(None, clock.now())
        newest = find_newest(person_id, box)
        other = _unseen(newest, text, device, base_id)
        saved = _go_on(newest, text, device, base_id)
        if saved is None:
            saved = _begin(session, person_id, box, text, device, base_id)
        saved.form_key, saved.machine, saved.place, saved.title = form_key, where.machine, where.place, where.title
        session.flush()
        return SavedDraft(saved.id, saved.saved_at, other)


def _check(text: str) -> None:
    if len(text) > LONGEST_DRAFT:
        raise Refused(_("太长了，草稿存不下。请先删减一些。"))
    if has_control_characters(text):
        raise Refused(_("文字里有无法保存的控制字符，请删去后再试。"))


def _unseen(newest: Draft | None, text: str, device: str, base_id: int | None) -> OtherDraft | None:
    """The newest version, if another device wrote it, this one does not know it, and it says something else."""
    if newest is None or newest.device == device or newest.id == base_id or newest.text == text:
        return None
    return OtherDraft(newest.id, newest.text, newest.saved_at)


def _go_on(newest: Draft | None, text: str, device: str, base_id: int | None) -> Draft | None:
    """The device's own newest version with what was added since, while it is still one version."""
    if newest is None or newest.device != device or base_id not in (None, newest.id, newest.base_id):
        return None
    now = clock.now()
    if newest.text != text and not is_one_version(newest.text, text, newest.begun_at or newest.saved_at, now):
        return None
    newest.text, newest.saved_at = text, now
    return newest


def _begin(session: Session, person_id: int, box: str, text: str, device: str, base_id: int | None) -> Draft:
    """A further version; older ones are thinned out as they pass the times after which fewer are kept."""
    if (db.session.scalar(select(func.count()).where(Draft.person_id == person_id)) or 0) >= MOST_VERSIONS:
        raise Refused(_("您的草稿太多了，这里存不下新的。请先到“我的草稿”里清理一些。"))
    now = clock.now()
    draft = Draft(
        person_id=person_id, box=box, device=device, base_id=base_id, text=text, saved_at=now, begun_at=now
    )  # fmt: skip
    session.add(draft)
    session.flush()
    thin_box(person_id, box, now)
    return draft
