"""What became of a promise: kept by its day, kept late, broken, or still open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from app.classrooms.scheme import Scheme
from app.progress.requirements import Done, Requirement, requirements
from app.reminders.pace import is_met


class Promise(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"


class Deed(NamedTuple):
    """Something done on a day: `amount` are seconds of study, else pieces; `module` is that of an assignment."""

    day: date
    kind: str
    module: int
    amount: int


def promise_state(
    wanted: Mapping[str, int], asked: Sequence[Requirement], promised_on: date, met_on: date | None, today: date
) -> Promise:
    """How a promise stands today; `met_on` is the day on which it was met, where that has been worked out."""
    day = met_on or (today if is_met(wanted, asked) else None)
    if day is not None:
        return Promise.KEPT if day <= promised_on else Promise.LATE
    return Promise.OPEN if today <= promised_on else Promise.BROKEN


def met_on(wanted: Mapping[str, int], deeds: Iterable[Deed], scheme: Scheme, modules: list[int]) -> date | None:
    """The first day at whose end all that was wanted had been done; `deeds` are one learner's, in the order of days."""
    seconds, journals, posts = 0, 0, 0
    works: dict[int, int] = {}
    for day, done in groupby(deeds, key=lambda deed: deed.day):
        for deed in done:
            seconds += deed.amount if deed.kind == "minutes" else 0
            journals += deed.amount if deed.kind == "journals" else 0
            posts += deed.amount if deed.kind == "salon_posts" else 0
            if deed.kind == "assignments":
                works[deed.module] = works.get(deed.module, 0) + deed.amount
        if is_met(wanted, requirements(scheme, Done(seconds // 60, works, journals, posts), modules)):
            return day
    return None
