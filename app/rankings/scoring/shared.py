"""What others made of somebody's resources: each who used one, and the eighth and tenth who found it good."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from app.rankings.facts import Rating, Use
from app.rankings.rules import Rules
from app.rankings.scoring.rows import Item

Found = tuple[list[Item], datetime | None]


def shared_items(uses: Iterable[Use], ratings: Iterable[Rating], rules: Rules) -> Found:
    """Items in order of time and when the last of them came; how many resources there are makes no difference."""
    items = _used(uses, rules) + _rated(ratings, rules)
    last = max((at for at, item in items if item.points), default=None)
    return [item for _at, item in sorted(items, key=lambda one: (one[0], one[1].kind, one[1].work_id))], last


def _used(uses: Iterable[Use], rules: Rules) -> list[tuple[datetime, Item]]:
    """Each person counts once a week, whatever they opened; the first so many do."""
    people: set[int] = set()
    counted: dict[tuple[int, int], list[Use]] = defaultdict(list)
    for use in sorted(uses, key=lambda use: (use.at, use.work_id, use.person_id)):
        if use.person_id not in people and len(people) < rules.shared["uses_a_week"]:
            people.add(use.person_id)
            counted[use.work_id, use.day].append(use)
    return [
        (
            here[-1].at,
            Item(
                day, "shared-used-resource", work_id, here[0].classroom_id, len(here),
                len(here) * rules.shared["used"], "",
            ),
        )
        for (work_id, day), here in counted.items()
    ]  # fmt: skip


def _rated(ratings: Iterable[Rating], rules: Rules) -> list[tuple[datetime, Item]]:
    """The marks that a resource reached this week; those of earlier weeks were counted then."""
    marks = ((rules.shared["raters"], rules.shared["rated"]), (rules.shared["more_raters"], rules.shared["rated_more"]))
    first: dict[int, dict[int, Rating]] = defaultdict(dict)
    for rating in sorted(ratings, key=lambda rating: (rating.at, rating.person_id)):
        first[rating.work_id].setdefault(rating.person_id, rating)
    found = []
    for work_id, people in first.items():
        inside = list(people.values())
        for mark, points in marks:
            if 1 <= mark <= len(inside) and inside[mark - 1].day >= 0:
                last = inside[mark - 1]
                item = Item(last.day, "shared-rated-resource", work_id, last.classroom_id, mark, points, "")
                found.append((last.at, item))
    return found
