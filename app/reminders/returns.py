"""Who came back: the one definition of being brought back, worked out of contacts and signs of activity.

A sign of activity is a stretch of study that counted, a work handed in, a journal published, a post written. A contact
**brought somebody back** if the learner had been idle for `idle_days` before it, was active within three days (72 hours)
after it, and nobody contacted them between the contact and that first sign: of several calls the last one has it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

WITHIN = timedelta(days=3)


def came_back(contacts: Sequence[datetime], signs: Sequence[datetime], idle_days: int) -> list[datetime | None]:
    """For each contact with one learner, in order, the sign of activity that it brought about, if it did."""
    after = [_first_after(moment, signs) for moment in contacts]
    following: list[datetime | None] = [*contacts, None]
    return [
        sign if sign and was_idle(moment, signs, idle_days) and (later is None or sign < later) else None
        for moment, sign, later in zip(contacts, after, following[1:], strict=True)
    ]


def was_idle(moment: datetime, signs: Sequence[datetime], idle_days: int) -> bool:
    """Whether there was no sign in so many days before a moment; `signs` are in order."""
    return bisect_left(signs, moment - timedelta(days=idle_days)) == bisect_right(signs, moment)


def _first_after(moment: datetime, signs: Sequence[datetime]) -> datetime | None:
    place = bisect_right(signs, moment)
    found = signs[place] if place < len(signs) else None
    return found if found is not None and found <= moment + WITHIN else None
