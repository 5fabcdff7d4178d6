"""The week of those who look after classes: tutors and class administrators, out of a hundred points; picks on top."""

from collections import defaultdict
from typing import Any

from app.rankings.facts import Facts, Grading
from app.rankings.rules import Rules
from app.rankings.scoring.rows import ADMINISTRATORS, TUTORS, Row, crowned, first, rank

HOUR = 3600
SILENCE = 0b111  # three days without a sign of life


def score_tutors(facts: Facts, rules: Rules) -> list[Row]:
    rooms = _rooms(facts.tutors)
    rows = rank(_tutor(person, rooms[person], facts, rules.tutors) for person in rooms)
    return crowned(rows, first([row for row in rows if row.parts["graded"]], rules.tutors["winners"]))


def score_administrators(facts: Facts, learners: list[Row], rules: Rules) -> list[Row]:
    rooms = _rooms(facts.administrators)
    members = _members(facts, learners)
    rows = rank(_administrator(person, rooms[person], members, facts, rules) for person in rooms)
    return crowned(rows, first(rows, rules.administrators["winners"]))


def portion(full: int, part: int, whole: int) -> int:
    """As much of the full points as the part is of the whole, at most all of them."""
    return full if part >= whole else full * part // whole


def median(numbers: list[int]) -> int:
    """The middle one, the lower of two."""
    return sorted(numbers)[(len(numbers) - 1) // 2]


def returned(present: int, joined: int, last_day: int) -> tuple[bool, bool]:
    """Whether somebody came back this week after three silent days, and whether they are silent now.

    `present` has bit day + 3 for each day with a sign of life; days before `joined` are no silence.
    """
    came_back = any(
        present >> (day + 3) & 1 and not present >> day & SILENCE for day in range(last_day + 1) if joined <= day - 3
    )
    silent = joined <= last_day - 2 and not present >> (last_day + 1) & SILENCE
    return came_back, silent and not came_back


def _tutor(person_id: int, rooms: list[int], facts: Facts, rules: dict[str, int]) -> Row:
    gradings = facts.gradings.get(person_id, [])
    due = sum(facts.due.get(room, (0, 0))[0] for room in rooms)
    done = sum(facts.due.get(room, (0, 0))[1] for room in rooms)
    own = sum(grading.is_own for grading in gradings)
    middle = median([grading.seconds for grading in gradings]) if gradings else None
    parts: dict[str, Any] = {
        "due": due,
        "done": done,
        "graded": len(gradings),
        "own": own,
        "median": middle,
        "points": {
            "share_graded": _share_graded(due, done, gradings, rules),
            "turnaround": 0 if middle is None else _swiftness(middle, rules),
            "own_words": portion(rules["own_words"], own, len(gradings)) if gradings else 0,
            "amount": portion(rules["amount"], len(gradings), rules["full_amount"]),
        },
    }
    points = sum(parts["points"].values())
    return Row(TUTORS, person_id, rooms[0], points, parts["points"]["own_words"], None, parts)


def _share_graded(due: int, done: int, gradings: list[Grading], rules: dict[str, int]) -> int:
    if due:
        return portion(rules["share_graded"], done, due)
    return rules["share_graded"] if gradings else 0


def _swiftness(seconds: int, rules: dict[str, int]) -> int:
    """Full points up to the swift limit, none from the slow one on, in between by the straight line."""
    swift, slow = rules["swift_hours"] * HOUR, rules["slow_hours"] * HOUR
    return portion(rules["turnaround"], max(slow - max(seconds, swift), 0), slow - swift)


def _administrator(
    person_id: int, rooms: list[int], members: dict[int, list[tuple[int, bool]]], facts: Facts, rules: Rules
) -> Row:
    mine = [member for room in rooms for member in members.get(room, [])]
    active = sum(is_active for _, is_active in mine)
    back = silent = 0
    for person, _ in mine:
        present = facts.deeds[person].present if person in facts.deeds else 0
        came_back, is_silent = returned(present, facts.joined[person], facts.last_day)
        back, silent = back + came_back, silent + is_silent
    posts = sum(facts.salon.get((person_id, room), 0) for room in rooms)
    table = rules.administrators
    shares = {
        "active": portion(table["active"], active, len(mine)) if mine else 0,
        "returned": portion(table["returned"], back, back + silent) if mine else 0,
        "salon": portion(table["salon"], posts, table["full_salon"]),
    }
    parts: dict[str, Any] = {"members": len(mine), "active": active, "back": back, "silent": silent}
    parts |= {"posts": posts, "points": shares}
    _add_brought(parts, [one for room in rooms for one in facts.brought.get((person_id, room), [])], table)
    _add_bulletins(parts, [facts.bulletins[room] for room in rooms if room in facts.bulletins], len(rooms), table)
    _add_picked(parts, [one for room in rooms for one in facts.picked_bulletins.get(room, [])], table)
    return Row(ADMINISTRATORS, person_id, rooms[0], sum(shares.values()), shares["returned"], None, parts)


def _add_brought(parts: dict[str, Any], contacts: list[int], table: dict[str, int]) -> None:
    """Of those who were brought back or are silent still, how many one's own word brought back.

    A table that gives nothing for it leaves the row as it was before anybody counted it.
    """
    if table["brought_back"]:
        whole = len(contacts) + parts["silent"]
        parts["brought"] = contacts
        parts["points"]["brought_back"] = (
            portion(table["brought_back"], len(contacts), whole) if parts["members"] else 0
        )


def _add_bulletins(parts: dict[str, Any], bulletins: list[int], rooms: int, table: dict[str, int]) -> None:
    """One a class and week, so that a second one adds nothing."""
    if table["bulletins"]:
        parts["bulletins"], parts["rooms"] = bulletins, rooms
        parts["points"]["bulletins"] = portion(table["bulletins"], len(bulletins), rooms)


def _add_picked(parts: dict[str, Any], bulletins: list[int], table: dict[str, int]) -> None:
    """On top of the hundred, for each bulletin of their classes."""
    if table["picked"]:
        parts["picked"] = bulletins
        parts["points"]["picked"] = table["picked"] * len(bulletins)


def _rooms(staff: list[tuple[int, int]]) -> dict[int, list[int]]:
    rooms: dict[int, list[int]] = defaultdict(list)
    for person, room in sorted(set(staff)):
        rooms[person].append(room)
    return rooms


def _members(facts: Facts, learners: list[Row]) -> dict[int, list[tuple[int, bool]]]:
    members: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for row in learners:
        if row.classroom_id is not None:
            members[row.classroom_id].append((row.subject_id, row.points > 0))
    return members
