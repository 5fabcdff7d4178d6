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
    limit: int
    slack: int
    last: int = 0
    quiet: dict[str, int] = field(default_factory=dict)
    section: str = ""
    credited: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.last = self.opened

    def signal(self, sequence: int, now: int, section: str, *, active: bool, visible: int) -> None:
        if sequence in self.told:
            return
        self.told.add(sequence)
        quiet = self.quiet.get(section, 0) if section == self.section else 0
        in_sight = now - self.last if visible + self.slack >= now - self.last else visible
        credited = set()
        for offset, second in enumerate(range(self.last, now)):
            if offset >= self.limit or offset >= in_sight or (not active and quiet >= self.quiet_allowance):
                break
            credited.add(second)
            quiet += not active
        if active and credited:
            quiet = 0
        self.credited |= credited
        self.section, self.quiet = section, {section: quiet}
        self.last = max(self.last, now)
