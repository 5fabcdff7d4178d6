"""How a learner stands to the end of the training: what is lacking, since when, and how much it presses.

Days are whole days of the training's zone: yesterday is the last that has passed, today is the first that is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from app.progress.requirements import Requirement, share_elapsed

WINDOW = 7  # days: the present pace is that of the last week, since most people study at weekends
STRAIN = 2  # from this many times a regular learner's pace on, the rest does not come by itself
A_FEW_MINUTES = 15  # study time that comes by itself with the next visit: while days are left, less of it is no gap
PATIENCE = 2  # so many times the days after which silence is noticed, somebody is rung


class Risk(IntEnum):
    """稳 · 要提一提 · 来不及了要电话"""

    STEADY = 0
    NUDGE = 1
    CALL = 2


@dataclass(frozen=True, slots=True)
class Span:
    """A training of so many days, of which so many have passed."""

    passed: int
    days: int

    @property
    def left(self) -> int:
        return max(0, self.days - max(0, self.passed))

    @property
    def share(self) -> Fraction:
        return share_elapsed(self.passed, self.days)


@dataclass(frozen=True, slots=True)
class Stride:
    """The four requirements of a learner, what was done of each in the last week, and for how many days nothing."""

    asked: Sequence[Requirement]
    recent: Mapping[str, int]
    idle: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """How much it presses; `strain` is what the rest asks of each day, as a multiple of a regular learner's day."""

    risk: Risk
    strain: Fraction


def outlook(stride: Stride, span: Span, idle_days: int) -> Outlook:
    """The most pressing of the requirements, and silence on top of it where anything is lacking."""
    pressing = [one for one in stride.asked if not is_a_trifle(one.kind, one.missing, span)]
    found = [(_risk(one, stride.recent.get(one.kind, 0), span), strain(one, span)) for one in pressing]
    risk, most = max(found, default=(Risk.STEADY, Fraction(0)))
    if is_missing_something(pressing) and span.passed >= idle_days:
        if stride.idle >= PATIENCE * idle_days:
            risk = Risk.CALL
        elif stride.idle >= idle_days:
            risk = max(risk, Risk.NUDGE)
    return Outlook(risk, most)


def is_a_trifle(kind: str, number: int, span: Span) -> bool:
    """Whether so much of a kind is not worth a word: a few minutes, as long as they can still be studied."""
    return kind == "minutes" and number < A_FEW_MINUTES and span.left > 0


def strain(asked: Requirement, span: Span) -> Fraction:
    """What is missing for each day left, over what the whole asks of each day; the last day counts once it is over."""
    if asked.is_met:
        return Fraction(0)
    return Fraction(asked.missing, max(1, span.left)) / Fraction(asked.needed, span.days)


def reaches(asked: Requirement, recent: int, span: Span) -> bool:
    """Whether going on as in the last week meets the requirement by the last day, to the nearest whole piece."""
    window = min(WINDOW, span.passed)
    expected = asked.done + (Fraction(recent * span.left, window) if window > 0 else 0)
    return 2 * expected + 1 >= 2 * asked.needed


def lacking(asked: Sequence[Requirement], span: Span) -> list[tuple[str, int]]:
    """What would catch up with the schedule, by kind; who is on schedule lacks what the end still asks for. Trifles
    are left out of both, so that nobody is told of them; the whole may be empty then."""
    behind = [(one.kind, _behind(one, span)) for one in asked]
    rest = [(one.kind, one.missing) for one in asked if not is_a_trifle(one.kind, one.missing, span)]
    return [one for one in behind if one[1] > 0] or [one for one in rest if one[1] > 0]


def behind_since(asked: Sequence[Requirement], span: Span) -> int | None:
    """On which day of the training (0 is the first) the schedule overtook what has been done by now; None if nowhere."""
    overtaken = [_overtaken(one, span) for one in asked if _behind(one, span) > 0]
    return min(overtaken, default=None)


def targets(asked: Sequence[Requirement], short: Sequence[tuple[str, int]]) -> dict[str, int]:
    """How much of each kind has to be done for what is lacking now to be there."""
    done = {one.kind: one.done for one in asked}
    return {kind: done[kind] + number for kind, number in short}


def is_met(wanted: Mapping[str, int], asked: Sequence[Requirement]) -> bool:
    """Whether what was lacking once has been done by now."""
    done = {one.kind: one.done for one in asked}
    return all(done.get(kind, 0) >= number for kind, number in wanted.items())


def is_missing_something(asked: Sequence[Requirement]) -> bool:
    return any(not one.is_met for one in asked)


def _risk(asked: Requirement, recent: int, span: Span) -> Risk:
    if asked.is_met:
        return Risk.STEADY
    if span.left == 0:
        return Risk.CALL
    if reaches(asked, recent, span) or asked.is_on_pace(span.share):
        return Risk.STEADY
    return Risk.CALL if strain(asked, span) >= STRAIN else Risk.NUDGE


def _behind(asked: Requirement, span: Span) -> int:
    """How much the schedule is ahead of what was done; nothing where that is a trifle."""
    number = int(asked.needed * span.share) - asked.done
    return 0 if number <= 0 or is_a_trifle(asked.kind, number, span) else number


def _overtaken(asked: Requirement, span: Span) -> int:
    """The first day after which so many days ask for more than is done: the least n with needed × n / days ≥ done + 1."""
    return -(-(asked.done + 1) * span.days // asked.needed)
