"""A learner's week: what counts up to a daily limit, and on top of it what tutors found good."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from app.rankings.facts import Deeds, Facts, Judgement, Study, Work
from app.rankings.rules import POINT, Rules
from app.rankings.scoring.rows import LEARNERS, Item, Row, crowned, rank
from app.rankings.scoring.shared import shared_items

GROUPS = {"submission": "submission", "journal": "journal", "thread": "talk", "post": "talk"}
NOTHING = Deeds()


def score_learners(facts: Facts, rules: Rules) -> list[Row]:
    """The board of all learners of the training, the week's stars marked."""
    rows = rank(_row(person, room, facts, rules) for person, room in facts.learners.items())
    return crowned(rows, _stars(rows, facts.resting, rules.learners))


def _row(person_id: int, classroom_id: int, facts: Facts, rules: Rules) -> Row:
    deeds = facts.deeds.get(person_id, NOTHING)
    items, reached = _diligence(deeds, rules, facts.day_ends)
    praise, praised = _praise(deeds.judgements, rules)
    quality = sum(item.points for item in praise)
    shared, welcomed = shared_items(deeds.uses, deeds.ratings, rules)
    points = quality + sum(item.points for item in items + shared)
    instants = [instant for instant in (reached, praised, welcomed) if instant]
    parts: dict[str, Any] = {"items": items + praise + shared, "rests": person_id in facts.resting}
    return Row(LEARNERS, person_id, classroom_id, points, quality, max(instants) if instants else None, parts)


def _diligence(deeds: Deeds, rules: Rules, day_ends: list[datetime]) -> tuple[list[Item], datetime | None]:
    """Items that stand under the limits of their day, in the order in which they happened."""
    days: dict[int, list[Work]] = defaultdict(list)
    for work in deeds.works:
        days[work.day].append(work)
    study: dict[int, list[Study]] = defaultdict(list)
    for stretch in deeds.study:
        study[stretch.day].append(stretch)
    items: list[Item] = []
    reached = None
    for day in sorted({*days, *study}):
        works, last = _works_of_day(days.get(day, []), rules)
        left = rules.points_a_day - sum(item.points for item in works)
        read = _study_of_day(sorted(study.get(day, [])), rules, left)
        last = day_ends[day] if any(item.points for item in read) else last
        items += works + read
        reached = last or reached
    return items, reached


def _works_of_day(works: list[Work], rules: Rules) -> tuple[list[Item], datetime | None]:
    left, last = rules.points_a_day, None
    counted: dict[str, int] = defaultdict(int)
    items = []
    for work in sorted(works, key=lambda work: (work.at, work.kind, work.work_id)):
        why, points = _refusal(work, counted, rules), 0
        if not why:
            counted[GROUPS[work.kind]] += 1
            points = min(rules.points[work.kind], left)
            left -= points
            why = "cap" if points < rules.points[work.kind] else ""
            last = work.at if points else last
        items.append(Item(work.day, work.kind, work.work_id, work.classroom_id, None, points, why))
    return items, last


def _refusal(work: Work, counted: dict[str, int], rules: Rules) -> str:
    if work.characters < rules.least_characters[work.kind]:
        return "short"
    if work.is_repeat:
        return "repeat"
    return "number" if counted[GROUPS[work.kind]] >= rules.a_day[GROUPS[work.kind]] else ""


def _study_of_day(stretches: list[Study], rules: Rules, left: int) -> list[Item]:
    """Points for the day's reading; two classes on the day of a transfer share one limit."""
    items, before = [], 0
    for stretch in stretches:
        until = min(before + stretch.seconds, rules.study["seconds_a_day"])
        full = _points_of(until, rules) - _points_of(before, rules)
        points = min(full, left)
        left, before = left - points, until
        why = "cap" if points < full else ""
        items.append(Item(stretch.day, "study", None, stretch.classroom_id, stretch.seconds, points, why))
    return items


def _points_of(seconds: int, rules: Rules) -> int:
    return seconds * POINT // rules.study["seconds_a_point"]


def _praise(judgements: list[Judgement], rules: Rules) -> tuple[list[Item], datetime | None]:
    """What tutors found good; no daily limit, since the hour of grading is not the learner's choice."""
    items, last = [], None
    for one in sorted(judgements, key=lambda one: (one.day, one.at, one.kind, one.work_id)):
        points = _worth(one, rules)
        last = one.at if points else last
        items.append(Item(one.day, f"graded-{one.kind}", one.work_id, one.classroom_id, one.grade, points, ""))
    return items, last


def _worth(judgement: Judgement, rules: Rules) -> int:
    """What a grade is worth, or being picked by an expert."""
    picked = judgement.kind.removeprefix("pick-")
    if picked != judgement.kind:
        return rules.picked[picked]
    return rules.grades[judgement.kind].get(judgement.grade, 0)


def _stars(rows: list[Row], resting: frozenset[int], rules: dict[str, int]) -> set[int]:
    """The learners of the week: the best, so many a class, those who won lately resting."""
    stars: set[int] = set()
    taken: dict[int | None, int] = defaultdict(int)
    for row in rows:
        if len(stars) == rules["winners"] or row.points == 0:
            break
        if row.subject_id not in resting and taken[row.classroom_id] < rules["a_class"]:
            stars.add(row.subject_id)
            taken[row.classroom_id] += 1
    return stars
