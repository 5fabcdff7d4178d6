"""What those who look after a class did for it: the bulletins they published, those that were picked, and the learners whom they brought back.

It comes with the week's other rows, out of contacts and activity themselves and not out of what mornings make of them,
so that a week gives the same whenever it is closed.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, and_, cast, or_

from app.bulletins.blocks import read_blocks, typed_words
from app.bulletins.models import Bulletin, BulletinVersion
from app.foundation.database import BigId
from app.likeness.sketch import letters
from app.rankings.queries.deeds import picked_first, shaped
from app.rankings.queries.window import Window
from app.recommendations.models import Pick, Recommendation
from app.reminders.models import Contact, ReminderRules
from app.reminders.queries.activity import contacted, signs_by
from app.reminders.recipients import UNREACHED, Kind, Rules
from app.reminders.returns import WITHIN, came_back

LONGEST_IDLE = timedelta(days=30)


def looked_after(window: Window, table: dict[str, int]) -> list[Select[Any]]:
    """Nothing of what the table gives nothing for."""
    selects = [_published(window)] if table["bulletins"] else []
    selects += [_picked(window)] if table["picked"] else []
    return selects + ([_chased(window), _signs(window), _idle_days(window)] if table["brought_back"] else [])


def bulletins_out(rows: Sequence[Any], least: int) -> dict[int, int]:
    """By class, the first bulletin that came out this week and says enough in its newest version of the week."""
    newest: dict[int, Any] = {}
    for row in sorted(rows, key=lambda row: row[6]):
        newest[row[3]] = row
    found: dict[int, int] = {}
    for _, _, room, bulletin_id, *_, text in sorted(newest.values(), key=lambda row: (row[4], row[3])):
        if len(letters(typed_words(read_blocks(json.loads(text))))) >= least:
            found.setdefault(room, bulletin_id)
    return found


def bulletins_picked(rows: Sequence[Any]) -> dict[int, list[int]]:
    """By class, its bulletins that an expert picked first in this week, each once."""
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for _, _, room, bulletin_id, *_ in sorted(rows, key=lambda row: (row[4], row[3])):
        found[room][bulletin_id] = None
    return {room: list(bulletins) for room, bulletins in found.items()}


def brought_back(by_kind: Mapping[str, Sequence[Any]], window: Window) -> dict[tuple[int, int], list[int]]:
    """By who had contacted them last and in which class: the contacts that brought learners back, one for each learner."""
    idle_days = next((row[6] for row in by_kind["idle"]), Rules().idle_days)
    signs: dict[int, list[datetime]] = defaultdict(list)
    for row in sorted(by_kind["sign"], key=lambda row: row[4]):
        signs[row[1]].append(row[4])
    contacts: dict[int, list[Any]] = defaultdict(list)
    for row in sorted(by_kind["contact"], key=lambda row: (row[4], row[3])):
        contacts[row[1]].append(row)
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    for person_id, rows in contacts.items():
        back = came_back([row[4] for row in rows], signs[person_id], idle_days)
        for (_, _, room, contact_id, _, _, by_id, *_), sign in zip(rows, back, strict=True):
            if sign is not None and sign >= window.start:
                found[by_id, room].setdefault(person_id, contact_id)
    return {who: list(learners.values()) for who, learners in found.items()}


def _published(window: Window) -> Select[Any]:
    """Each version (`number`) until the week's end of the bulletins that came out in it and are in sight."""
    return (
        shaped(
            "bulletin",
            classroom_id=Bulletin.classroom_id,
            work_id=Bulletin.id,
            at=Bulletin.published_at,
            number=BulletinVersion.number,
            text=cast(BulletinVersion.blocks, String),
        )
        .join(BulletinVersion, BulletinVersion.bulletin_id == Bulletin.id)
        .where(
            Bulletin.training_id == window.training_id,
            Bulletin.published_at >= window.start,
            Bulletin.published_at < window.cut,
            BulletinVersion.published_at < window.cut,
            or_(Bulletin.hidden_at.is_(None), Bulletin.hidden_at >= window.as_of),
        )
    )


def _picked(window: Window) -> Select[Any]:
    return (
        shaped(
            "picked-bulletin",
            classroom_id=Recommendation.classroom_id,
            work_id=Recommendation.work_id,
            at=Pick.picked_at,
        )
        .join(Recommendation, Recommendation.id == Pick.recommendation_id)
        .join(Bulletin, and_(Recommendation.kind == "bulletin", Bulletin.id == Recommendation.work_id))
        .where(*picked_first(window), or_(Bulletin.hidden_at.is_(None), Bulletin.hidden_at >= window.as_of))
    )


def _chased(window: Window) -> Select[Any]:
    """Contacts that reached somebody, by whom (`number`); of those before the week only what may still tell."""
    return shaped(
        "contact",
        person_id=Contact.person_id,
        classroom_id=Contact.classroom_id,
        work_id=Contact.id,
        at=Contact.made_at,
        number=Contact.by_id,
    ).where(*_lately(window), or_(Contact.outcome.is_(None), Contact.outcome.not_in(UNREACHED)))


def _signs(window: Window) -> Select[Any]:
    """When the contacted, and who was ever merged, were active, from as long ago as anybody may have to be idle."""
    signs = signs_by(window.training_id, contacted(window.training_id, *_lately(window)))
    return shaped("sign", person_id=signs.c.person_id, at=signs.c.at).where(
        signs.c.at >= window.start - WITHIN - LONGEST_IDLE, signs.c.at < window.cut
    )


def _idle_days(window: Window) -> Select[Any]:
    return shaped("idle", number=cast(ReminderRules.idle_days, BigId)).where(
        ReminderRules.training_id == window.training_id
    )


def _lately(window: Window) -> tuple[Any, ...]:
    earliest = window.start - WITHIN
    of_training = Contact.training_id == window.training_id
    return of_training, Contact.kind == Kind.CHASE, Contact.made_at >= earliest, Contact.made_at < window.cut
