"""Which accounts are one person: those that were merged, however many times."""

from sqlalchemy import select

from app.foundation.database import db
from app.roster.models import PersonMerge


def kept_accounts() -> dict[int, int]:
    """By each former account the one that stays in its place today; there are few."""
    rows = db.session.execute(select(PersonMerge.former_id, PersonMerge.kept_id))
    return at_last({row.former_id: row.kept_id for row in rows})


def at_last(stays: dict[int, int]) -> dict[int, int]:
    """By each former account the last of those that came to stay in its place, one after the other."""
    return {former: _last(former, stays) for former in stays}


def same_person(person_id: int) -> set[int]:
    """An account with all that are the same person's."""
    kept = kept_accounts()
    last = kept.get(person_id, person_id)
    return {last, *(former for former, stays in kept.items() if stays == last)}


def _last(person_id: int, stays: dict[int, int]) -> int:
    seen = {person_id}
    while (following := stays.get(person_id)) is not None and following not in seen:
        seen.add(person_id := following)
    return person_id
