"""When a text becomes a further version, and which versions are kept as they grow older."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from app.drafts.branches import standing
from app.drafts.differences import common_beginning

ONE_VERSION = timedelta(seconds=60)
FRESH = timedelta(minutes=10)
QUARTER = timedelta(minutes=15)
ONE_DAY = timedelta(days=1)
SMALL_CUT = 20
LONGEST_KEPT = timedelta(days=30)


class Version(Protocol):
    """One saved state with its age and size; `settled_at` is when its text was handed in or put away."""

    @property
    def id(self) -> int: ...
    @property
    def device(self) -> str: ...
    @property
    def base_id(self) -> int | None: ...
    @property
    def saved_at(self) -> datetime: ...
    @property
    def settled_at(self) -> datetime | None: ...
    @property
    def length(self) -> int: ...


def is_one_version(before: str, after: str, begun_at: datetime, now: datetime) -> bool:
    """Whether a text merely grew within a minute; what is cut out must be found again, so a cut begins anew."""
    is_cut = _cut(before, after) > min(SMALL_CUT, len(before) // 2)
    return timedelta(0) <= now - begun_at < ONE_VERSION and not is_cut


def superfluous(newest_first: Iterable[Version], now: datetime) -> list[int]:
    """Numbers of the versions of one box that can go.

    All of the last ten minutes stay, then the last and the longest of each quarter of an hour, after a day those of
    each day. What stands on a device stays, and so does what replaced another device's state. Settled ones go after
    thirty days.
    """
    versions = list(newest_first)
    needed = _needed([version for version in versions if version.settled_at is None])
    kept: dict[tuple[object, ...], list[Version]] = {}
    gone = []
    for version in versions:
        if version.settled_at is not None and now - version.settled_at > LONGEST_KEPT:
            gone.append(version.id)
        elif version.id not in needed and now - version.saved_at > FRESH:
            kept.setdefault((*_span(version, now), version.device, version.settled_at), []).append(version)
    for same in kept.values():
        stays = {same[0].id, max(same, key=lambda version: version.length).id}
        gone += [version.id for version in same if version.id not in stays]
    return sorted(gone)


def _cut(before: str, after: str) -> int:
    """How many characters of a text are gone in the next, which may have grown at any one place."""
    head = common_beginning(before, after)
    rest, grown = before[head:], after[head:]
    return len(rest) - common_beginning(rest[::-1], grown[::-1])


def _needed(open_ones: list[Version]) -> set[int]:
    """What stands, and where one device went on from another: without that step the other's would stand again."""
    devices = {version.id: version.device for version in open_ones}
    steps = {version.id for version in open_ones if devices.get(version.base_id or 0, version.device) != version.device}
    return {version.id for version in standing(open_ones)} | steps


def _span(version: Version, now: datetime) -> tuple[str, int]:
    """The stretch of time of which a version of this age is one of two."""
    if now - version.saved_at < ONE_DAY:
        return "quarter", int(version.saved_at.timestamp() // QUARTER.total_seconds())
    return "day", version.saved_at.toordinal()
