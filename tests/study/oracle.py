"""What the ledger should say, worked out second by second with sets: slow, plain, and written apart from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def seconds_of_union(spans: Iterable[tuple[int, int]]) -> set[int]:
    """Every second that one of the spans covers."""
    return {second for start, end in spans for second in range(start, end)}


def local_days(seconds: Iterable[int], zone: str) -> dict[date, int]:
    """How many of the seconds lie on which local day."""
    days: dict[date, int] = {}
    for second in seconds:
        day = datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(zone)).date()
        days[day] = days.get(day, 0) + 1
    return days


@dataclass
class Heard:
    """One visit as the server hears it: each second is walked through by itself."""

    opened: int
    quiet_allowance: int
    slack: int
    farthest: int
    last: int = 0
    sequence: int = -1
    section: str = ""
    quiet: int = 0
    credited: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.last = self.opened

    def signal(self, sequence: int, now: int, at: int, stretches: list[tuple[str, int, int, int]]) -> None:
        """`at` and the stretches are the page's own seconds, in order and apart from each other."""
        if sequence <= self.sequence or now < self.last:
            return
        begin = max(self.last, now - at) if self.sequence < 0 else self.last
        self.sequence, self.last = sequence, now
        whose = {second: self._owner(second, now, at, stretches) for second in range(begin, now)}
        self._close_gaps(whose, now)
        is_last_credited = False
        for second, stretch in whose.items():
            is_credited = is_last_credited if stretch == "trailing" else stretch is not None and self._is_read(stretch)
            if is_credited:
                self.credited.add(second)
            is_last_credited = is_credited

    def _owner(self, second: int, now: int, at: int, stretches: list) -> tuple | None:
        moment = at - (now - second)
        if now - second > self.farthest:
            return None
        return next((stretch for stretch in stretches if stretch[1] <= moment < stretch[2]), None)

    def _close_gaps(self, whose: dict, now: int) -> None:
        """A gap that is not longer than the slack belongs to what comes after it, or at the end to what was before."""
        gap: list[int] = []
        for second in list(whose):
            if whose[second] is None:
                gap.append(second)
                continue
            if len(gap) <= self.slack:
                whose.update(dict.fromkeys(gap, whose[second]))
            gap = []
        if len(gap) <= self.slack:
            whose.update(dict.fromkeys(gap, "trailing"))

    def _is_read(self, stretch: tuple[str, int, int, int]) -> bool:
        section, _, _, moves = stretch
        if section != self.section:
            self.section, self.quiet = section, 0
        if moves:
            self.quiet = 0
            return True
        self.quiet += 1
        if self.quiet > self.quiet_allowance:
            self.quiet = self.quiet_allowance
            return False
        return True
