"""Somebody's data are erased: their name and their words go out of every bulletin, whatever its version."""

import json
from typing import Any

from sqlalchemy import select

from app.bulletins.blocks import Block, read_blocks
from app.bulletins.models import Bulletin, BulletinDraft, BulletinVersion
from app.bulletins.operations.publishing import rebuild_open_text
from app.classrooms.models import Enrolment
from app.foundation.transactions import transaction


def forget_in_bulletins(person_id: int, name: str, instead: str) -> None:
    """Put another word in the place of the name, and drop what was quoted, in the bulletins of all their classes."""
    with transaction() as session:
        rooms = select(Enrolment.classroom_id).where(Enrolment.person_id == person_id)
        published = select(Bulletin.id).where(Bulletin.classroom_id.in_(rooms))
        touched: set[int] = set()
        for version in session.scalars(select(BulletinVersion).where(BulletinVersion.bulletin_id.in_(published))):
            if _forget(version, person_id, name, instead):
                version.people = [entry for entry in version.people if entry[0] != person_id]
                touched.add(version.bulletin_id)
        for draft in session.scalars(select(BulletinDraft).where(BulletinDraft.classroom_id.in_(rooms))):
            _forget(draft, person_id, name, instead)
        session.flush()
        for bulletin_id in sorted(touched):
            rebuild_open_text(bulletin_id)


def _forget(written: BulletinVersion | BulletinDraft, person_id: int, name: str, instead: str) -> bool:
    """Whether anything of the person stood there."""
    before = (written.title, json.dumps(written.blocks, ensure_ascii=False))
    blocks = [_without(one, person_id) for one in read_blocks(written.blocks)]
    written.title = written.title.replace(name, instead)[:200]
    written.blocks = [_renamed(one, name, instead) for one in blocks]
    return before != (written.title, json.dumps(written.blocks, ensure_ascii=False))


def _without(one: Block, person_id: int) -> Block:
    if "items" not in one:
        return one
    return {**one, "items": [item for item in one["items"] if item.get("person_id") != person_id]}


def _renamed(value: Any, name: str, instead: str) -> Any:
    if isinstance(value, str):
        return value.replace(name, instead)
    if isinstance(value, list):
        return [_renamed(part, name, instead) for part in value]
    if isinstance(value, dict):
        return {key: _renamed(part, name, instead) for key, part in value.items()}
    return value
