"""Why a learner or a class has the place it has, down to single works and sums."""

from collections import defaultdict
from typing import Any

from flask import render_template
from sqlalchemy import select

from app.classrooms.models import Classroom
from app.foundation.access import signed_in, viewer
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.likeness.models import KINDS
from app.likeness.queries.marks import repetitions_of
from app.rankings.policy import may_read_members, may_read_reasons, works_openable_by
from app.rankings.queries.names import people_named, rooms_named
from app.rankings.queries.works import Work, kind_of, works_of
from app.rankings.routes.blueprint import asked_standings, rankings
from app.rankings.routes.words import deeds_of, gap_to, items_of, kind_names, lines, reason_of, week_days, week_name
from app.rankings.rules import Rules
from app.rankings.scoring.rows import CLASSROOMS, LEARNERS, Item

MEMBERS = 10
Repeats = dict[tuple[str, int], tuple[Work | None, int]]


@rankings.get("/honours/<week>/learners/<int:person_id>")
@signed_in
def learner(week: str, person_id: int) -> str:
    """Why this place: every part of the points, and what was missing to the next."""
    training, parsed, standings = asked_standings(week)
    row = standings.find(LEARNERS, person_id)
    if row is None or not may_read_reasons(viewer(), row, standings.count(LEARNERS)):
        raise NotFound
    items = items_of(row)
    people = people_named([person_id])
    rooms = rooms_named([row.classroom_id, *(item.classroom_id for item in items)])
    places = {room.id: room.place_code for room in rooms.values()}
    openable = works_openable_by(viewer(), person_id, places)
    shown = [item for item in items if item.classroom_id in openable]
    works, repeats = works_of(shown), _repeated(shown)
    rules = standings.rules
    return render_template(
        "rankings/learner.html",
        week=parsed,
        name=week_name(training, parsed),
        days=week_days(parsed),
        standings=standings,
        closed=standings.closed,
        row=row,
        person=people[person_id],
        room=rooms.get(row.classroom_id or 0),
        rules=rules,
        deeds=deeds_of(row),
        per_day=_per_day(items, works, rules, repeats),
        dates=parsed.days,
        praise=[_told(item, works, rules, repeats) for item in items if item.kind.startswith("graded")],
        shared=[_told(item, works, rules, repeats) for item in items if item.kind.startswith("shared")],
        gap=gap_to(row, standings.find_above(row)),
        is_mine=viewer().id == person_id,
        may_open=bool(openable),
    )


@rankings.get("/honours/<week>/classrooms/<code>")
@signed_in
def classroom(week: str, code: str) -> str:
    """Why a class has its place: the sum worked out; its members for those who may see them."""
    training, parsed, standings = asked_standings(week)
    room = db.session.scalars(select(Classroom).where(Classroom.code == code)).first()
    row = standings.find(CLASSROOMS, room.id) if room and room.training_id == training.id else None
    if row is None or room is None:
        raise NotFound
    may_see = may_read_members(viewer(), room)
    return render_template(
        "rankings/classroom.html",
        week=parsed,
        name=week_name(training, parsed),
        days=week_days(parsed),
        standings=standings,
        closed=standings.closed,
        row=row,
        parts=row.parts,
        room=room,
        kinds=kind_names(),
        gap=gap_to(row, standings.find_above(row)),
        members=lines(standings.members(room.id, MEMBERS), viewer().id, set()) if may_see else [],
    )


def _repeated(items: list[Item]) -> Repeats:
    """For each repeat the work that it repeats most, and how many percent of it."""
    found: dict[tuple[str, int], tuple[Item, int]] = {}
    for kind in KINDS:
        ids = {item.work_id or 0 for item in items if item.why == "repeat" and kind_of(item) == kind}
        for work_id, others in (repetitions_of(kind, ids) if ids else {}).items():
            other, share = max(others, key=lambda one: one[1])
            found[kind, work_id] = Item(0, kind, other, None, None, 0, ""), share // 10
    said = works_of(item for item, _ in found.values()) if found else {}
    return {key: (said.get((kind_of(item), item.work_id or 0)), percent) for key, (item, percent) in found.items()}


def _told(item: Item, works: dict[tuple[str, int], Work], rules: Rules, repeats: Repeats) -> dict[str, Any]:
    key = kind_of(item), item.work_id or 0
    said, percent = repeats.get(key, (None, 0))
    return {
        "item": item,
        "kind": kind_names()[item.kind],
        "work": works.get(key),
        "reason": reason_of(item, rules),
        "said": said,
        "percent": percent,
    }


def _per_day(
    items: list[Item], works: dict[tuple[str, int], Work], rules: Rules, repeats: Repeats
) -> list[dict[str, Any]]:
    days: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.is_daily:
            days[item.day].append(item)
    return [
        {
            "day": day,
            "told": [_told(item, works, rules, repeats) for item in days[day]],
            "points": sum(item.points for item in days[day]),
        }
        for day in sorted(days)
    ]
