"""Reading one's own drafts; nobody else ever does."""

from dataclasses import dataclass

from sqlalchemy import select

from app.drafts.branches import standing
from app.drafts.models import Draft
from app.foundation.database import db
from app.foundation.transactions import FirstAnswer

MOST_STATES = 60
BETWEEN_TWO = "\n\n----------\n\n"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form begins with: the text of a draft, or None where there is none; several drafts are a choice."""

    drafts: list[Draft]
    text: str | None

    @property
    def is_choice(self) -> bool:
        return len(self.drafts) > 1


def unsettled(person_id: int, box: str) -> list[Draft]:
    """What was saved in a box and not handed in since, newest first."""
    statement = (
        select(Draft)
        .where(Draft.person_id == person_id, Draft.box == box, Draft.settled_at.is_(None))
        .order_by(Draft.id.desc())
        .limit(MOST_STATES)
    )
    return list(db.session.scalars(statement))


def find_drafts(person_id: int, box: str) -> list[Draft]:
    """The states among which the person may choose, newest first; usually one or none."""
    return standing(unsettled(person_id, box))


def offer_drafts(person_id: int, box: str, chosen: str = "") -> Offer:
    """Begin with the newest draft, with the one chosen by its number, with `both`, or with `none`."""
    drafts = find_drafts(person_id, box)
    if chosen == "both":
        return Offer(drafts, BETWEEN_TWO.join(draft.text for draft in drafts) or None)
    named = [draft for draft in drafts if str(draft.id) == chosen] or drafts[:1]
    return Offer(drafts, named[0].text if named and chosen != "none" else None)


def was_sent(person_id: int, key: str) -> bool:
    """Whether a form with this key has been taken: what was typed into it is no draft any more."""
    return bool(key) and db.session.get(FirstAnswer, (person_id, key)) is not None
