"""Who may give which role, and over whom somebody stands: the rules against rising by one's own hand."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

TEAM, AREA, EXPERT = "project_team", "area_administrator", "expert"
ADMINISTERING = (TEAM, AREA)


class Held(NamedTuple):
    """A role over a part of the tree; a place's code begins with the codes of all places around it."""

    role: str
    place: str

    def covers(self, place: str) -> bool:
        return place.startswith(self.place)


def may_give(mine: Iterable[Held], role: str, place: str) -> bool:
    """The team gives every role inside its scope; an area gives only what is smaller than itself."""
    return any(_is_theirs_to_give(held, role, place) for held in mine)


def may_staff(mine: Iterable[Held], place: str) -> bool:
    """Whether somebody may say who works for the classes of a place."""
    return any(held.role in ADMINISTERING and held.covers(place) for held in mine)


def stands_over(mine: Iterable[Held], theirs: Collection[Held], places: Collection[str]) -> bool:
    """Whether one of the roles reaches everything that somebody holds and everywhere they belong.

    Who belongs nowhere yet is the team's alone.
    """
    return any(_reaches(held, theirs, places) for held in mine if held.role in ADMINISTERING)


def _is_theirs_to_give(held: Held, role: str, place: str) -> bool:
    if not held.covers(place):
        return False
    if held.role == TEAM:
        return True
    return held.role == AREA and role == AREA and place != held.place


def _reaches(held: Held, theirs: Collection[Held], places: Collection[str]) -> bool:
    if not (theirs or places):
        return held.role == TEAM
    return all(map(held.covers, places)) and all(_is_theirs_to_give(held, *other) for other in theirs)
