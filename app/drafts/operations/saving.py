"""Saving what stands in a box, so that no device overwrites another and nothing cut out is gone."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, func, insert, select, update

from app.drafts.models import Draft
from app.drafts.operations.thinning import thin_box
from app.drafts.queries import find_newest, was_sent
from app.drafts.versions import is_one_version
from app.foundation import clock
from app.foundation.database import BigId
from app.foundation.dialects import table_of
from app.foundation.errors import Refused
from app.foundation.markup import LONGEST_TEXT
from app.foundation.reading import Question
from app.foundation.transactions import transaction
from app.foundation.typed import refuse_unfit
from app.foundation.writing import Change
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
PERSON, DRAFT = bindparam("person", type_=BigId), bindparam("draft", type_=BigId)
HOLD = Question(lambda: select(Person.id).where(Person.id == PERSON).with_for_update(of=Person, key_share=True))
COUNT = Question(lambda: select(func.count()).select_from(Draft).where(Draft.person_id == PERSON))
GO_ON = Change(lambda: update(table_of(Draft)).where(Draft.id == DRAFT))
BEGIN = Change(lambda: insert(table_of(Draft)).returning(Draft.id))


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
    refuse_unfit(text, None, LONGEST_DRAFT, too_long=_("太长了，草稿存不下。请先删减一些。"))
    with transaction():
        HOLD.all(person=person_id)  # two devices at once: the second sees the first
        if was_sent(person_id, form_key):
            return SavedDraft(None, clock.now())
        newest = find_newest(person_id, box)
        other = _unseen(newest, text, device, base_id)
        said = {"text": text, "saved_at": clock.now(), "form_key": form_key, **asdict(where)}
        if _goes_on(newest, text, device, base_id):
            GO_ON.make(draft=newest.id, **said)
            return SavedDraft(newest.id, said["saved_at"], other)
        return SavedDraft(_begin(person_id, box, device, base_id, said), said["saved_at"], other)


def _unseen(newest: Any, text: str, device: str, base_id: int | None) -> OtherDraft | None:
    """The newest version, if another device wrote it, this one does not know it, and it says something else."""
    if newest is None or newest.device == device or newest.id == base_id or newest.text == text:
        return None
    return OtherDraft(newest.id, newest.text, newest.saved_at)


def _goes_on(newest: Any, text: str, device: str, base_id: int | None) -> bool:
    """Whether the device goes on with its own newest version, with what was added since."""
    if newest is None or newest.device != device or base_id not in (None, newest.id, newest.base_id):
        return False
    begun = newest.begun_at or newest.saved_at
    return newest.text == text or is_one_version(newest.text, text, begun, clock.now())


def _begin(person_id: int, box: str, device: str, base_id: int | None, said: dict[str, Any]) -> int:
    """A further version; older ones are thinned out as they pass the times after which fewer are kept."""
    if COUNT.one(person=person_id) >= MOST_VERSIONS:
        raise Refused(_("您的草稿太多了，这里存不下新的。请先到“我的草稿”里清理一些。"))
    now = said["saved_at"]
    number: int = BEGIN.one(person_id=person_id, box=box, device=device, base_id=base_id, begun_at=now, **said)
    thin_box(person_id, box, now)
    return number
