"""Going back to an earlier version, putting a draft away, and keeping what came too late to be handed in."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from app.drafts.models import Draft
from app.drafts.operations.saving import Where, save_draft
from app.drafts.operations.settling import settle_drafts
from app.drafts.queries import find_newest, get_version, history_of
from app.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Restored:
    """The number of the version that stands in a box now, and the page of the box where it is known."""

    id: int | None
    place: str


def restore_version(person_id: int, box: str, version_id: int) -> Restored:
    """Make an earlier version the newest one; what stood until now becomes an earlier version itself."""
    version = get_version(person_id, box, version_id)
    newest = find_newest(person_id, box)
    if newest is not None and newest.text == version.text:
        return Restored(newest.id, newest.place)
    saved = save_draft(
        person_id, box, version.text, _device(), base_id=newest.id if newest else None, where=_where(version)
    )
    return Restored(saved.id, version.place or (newest.place if newest else ""))


def put_away_drafts(person_id: int, box: str) -> None:
    """Put a draft away without handing it in; its versions can still be gone back to."""
    if not history_of(person_id, box):
        raise NotFound
    settle_drafts(person_id, box)


def keep_second_texts(person_id: int, texts: Iterable[tuple[str, str]], place: str) -> None:
    """Keep as drafts, each with its box, what was sent with a form that had been taken already."""
    for box, text in texts:
        newest = find_newest(person_id, box)
        if newest is None or newest.text != text:
            base = newest.id if newest else None
            save_draft(person_id, box, text, _device(), base_id=base, where=Where(place=place))


def _device() -> str:
    return f"restored-{secrets.token_hex(8)}"


def _where(version: Draft) -> Where:
    return Where(version.machine, version.place, version.title)
