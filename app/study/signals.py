"""What a reading page says about itself, and what the server makes of it. Pure; all times are whole seconds.

A page keeps its own small record and sends it once in four minutes: in which sections it was in sight, from when until
when by its own clock, and in how many of those seconds somebody moved. Its clock only places stretches between the moment at which the
server heard the visit last and the moment at which it hears it now: it can take away, never add.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from app.courses.course import TITLE_OF
from app.study.ledger import LONGEST_SILENCE, Span, Verdict, vouched

SLACK = 5  # seconds of the line's own delay, which belong to the stretch beside them
MOST_STRETCHES = 120  # an hour without a line, told minute by minute
LATEST = 10_000_000  # seconds: no page lives that long


class Mark(NamedTuple):
    """What a span is about: a section, and in how many of its seconds somebody moved."""

    section: str
    moves: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The page was in sight at this section, by its own clock; `moves` are the seconds in which somebody moved."""

    section: str
    start: int
    end: int
    moves: int


@dataclass(frozen=True, slots=True)
class Signal:
    """One message of a page; `at` is its own clock while it speaks, which began with the page."""

    sequence: int
    at: int
    stretches: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """How far a visit has been heard: by the server's clock, by the page's, and how long nobody has moved where."""

    until: int
    page_until: int = 0
    sequence: int = -1
    section: str = ""
    quiet: int = 0

    @property
    def is_fresh(self) -> bool:
        return self.sequence < 0


def read(said: Any) -> Signal:
    """A signal out of what came over the line; raises ValueError for anything that no page of ours says."""
    rows = said.get("read") if isinstance(said, Mapping) else None
    if not isinstance(rows, list) or len(rows) > MOST_STRETCHES:
        raise ValueError("a signal carries a list of stretches, and not too many")
    return Signal(_whole(said.get("sequence")), _whole(said.get("at")), tuple(map(_stretch, rows)))


def packed(signal: Signal) -> str:
    """The stretches of a signal as they are kept until they are entered."""
    rows = [(one.section, one.start, one.end, one.moves) for one in signal.stretches]
    return json.dumps(rows, separators=(",", ":"))


def unpacked(sequence: int, at: int, rows: str) -> Signal:
    """What `packed` packed."""
    return Signal(sequence, at, tuple(map(_stretch, json.loads(rows))))


def enter(heard: Heard, signal: Signal, now: int, allowances: Mapping[str, int]) -> tuple[list[Span], Heard]:
    """What a signal that arrives at `now` adds to a visit: spans without a hole from the last word on, in order.

    The key of a span is its `Mark`; `allowances` are the seconds for which each section may be read without moving.
    A signal heard before, an old one that comes late, a clock that was set back: nothing.
    """
    if is_repeat(heard, signal.sequence) or now < heard.until:
        return [], heard
    writer = _Writer(heard, signal, now, allowances)
    for stretch in signal.stretches:
        writer.add(stretch)
    return writer.finished()


def is_repeat(heard: Heard, sequence: int) -> bool:
    """Whether a signal says again what was heard: it brings nothing, and nothing else of it is kept."""
    return sequence <= heard.sequence


def press(heard: Heard, section: str, now: int, allowance: int) -> tuple[list[Span], Heard]:
    """What 「读完了」 says on a page without a script: it vouches for as long as the section may take."""
    since = max(heard.until, now - LONGEST_SILENCE)
    told = [replace(span, key=Mark(section)) for span in vouched(since, now, allowance)]
    return told, replace(heard, until=max(heard.until, now), section=section, quiet=0)


class _Writer:
    """Lays the stretches of one signal on the server's clock, one after another, and says what lies between."""

    def __init__(self, heard: Heard, signal: Signal, now: int, allowances: Mapping[str, int]) -> None:
        self.signal, self.now, self.allowances = signal, now, allowances
        self.section, self.quiet = heard.section, heard.quiet
        self.spans: list[Span] = []
        opened = max(heard.until, now - signal.at) if heard.is_fresh else heard.until
        self.heard, self.cursor = heard, opened
        self.floor = max(opened, now - LONGEST_SILENCE)
        asleep = now - heard.until - (signal.at - heard.page_until)  # our clock went on, the page's stood still
        self.asleep = 0 if heard.is_fresh or asleep <= SLACK else asleep

    def add(self, stretch: Stretch) -> None:
        if stretch.section not in self.allowances:
            return
        start, end = (self._placed(moment) for moment in (stretch.start, stretch.end))
        if end <= max(start, self.cursor):
            return
        if start - self.cursor > SLACK:
            self._leave_out(start, self.section or stretch.section)
        self._read(stretch, end)

    def finished(self) -> tuple[list[Span], Heard]:
        """The spans, and the visit as it stands after them."""
        if self.spans and self.spans[-1].counts and self.now - self.cursor <= SLACK:
            self.spans[-1] = replace(self.spans[-1], end=self.now)
        else:
            self._leave_out(self.now, self.section)
        until = Heard(self.now, max(self.heard.page_until, self.signal.at), self.signal.sequence)
        return self.spans, replace(until, section=self.section, quiet=self.quiet)

    def _placed(self, moment: int) -> int:
        """A moment of the page's clock on ours; what would lie before the last word or after now is cut off."""
        return min(self.now, max(self.floor, self.now - (self.signal.at - moment)))

    def _leave_out(self, until: int, section: str) -> None:
        """Time of which nobody says that it was read: the device slept, or the page was not in sight."""
        self._say(min(until, self.cursor + self.asleep), Verdict.LOST, section)
        self.asleep = 0
        self._say(until, Verdict.HIDDEN, section)

    def _read(self, stretch: Stretch, end: int) -> None:
        if stretch.section != self.section:
            self.section, self.quiet = stretch.section, 0
        if stretch.moves:
            self.quiet = 0
            self._say(end, Verdict.COUNTED, stretch.section, min(stretch.moves, end - self.cursor))
            return
        left = max(0, self.allowances[stretch.section] - self.quiet)
        quiet_until = min(end, self.cursor + left)
        self.quiet += quiet_until - self.cursor
        self._say(quiet_until, Verdict.QUIET, stretch.section)
        self._say(end, Verdict.IDLE, stretch.section)

    def _say(self, until: int, verdict: Verdict, section: str, moves: int = 0) -> None:
        """The time from the cursor until then, joined to the span before it where it is of the same kind."""
        if until <= self.cursor or not section:
            return
        last = self.spans[-1] if self.spans else None
        if last is not None and isinstance(last.key, Mark) and (last.verdict, last.key.section) == (verdict, section):
            self.spans[-1] = replace(last, end=until, key=Mark(section, last.key.moves + moves))
        else:
            self.spans.append(Span(self.cursor, until, verdict, Mark(section, moves)))
        self.cursor = until


def _stretch(row: object) -> Stretch:
    if not isinstance(row, Sequence) or isinstance(row, str) or len(row) != 4:
        raise ValueError("a stretch is a section, its beginning, its end, and how often somebody moved")
    section, start, end, moves = row
    if not isinstance(section, str) or section not in TITLE_OF:
        raise ValueError("there is no such section")
    stretch = Stretch(section, _whole(start), _whole(end), _whole(moves))
    if stretch.end < stretch.start:
        raise ValueError("a stretch ends after it began")
    return stretch


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LATEST:
        raise ValueError("a whole number of seconds, not below zero")
    return value
