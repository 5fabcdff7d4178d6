"""Finding in a text who is spoken to by name: `@林小满`, or `@林小满（育才小学）` where two share a name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

LONGEST_NAME = 20
MOST_MENTIONS = 10
MOST_TRIED = 40  # an @ too many is no name: what a text of nothing but @ costs stays small
_AT = re.compile(r"(?<![A-Za-z._%+-])@(?=\S)([^\n@]{1,60})")
_SCHOOL = re.compile(r"[（(]([^（）()\n]{1,60})[）)]")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the room who can be spoken to."""

    person_id: int
    name: str
    school: str | None


def tried_names(text: str) -> set[str]:
    """Every beginning of what follows an @ that could be somebody's name: Chinese leaves no space after one."""
    return {run[:length] for run in _runs(text) for length in range(2, min(len(run), LONGEST_NAME) + 1)}


def spoken_to(text: str, known: Iterable[Known]) -> dict[str, int]:
    """Whom a text speaks to, by the words that do it; a name that two share needs its school in brackets."""
    by_name: dict[str, list[Known]] = {}
    for person in known:
        by_name.setdefault(person.name, []).append(person)
    found: dict[str, int] = {}
    for run in _runs(text):
        words, person_id = _meant(run, by_name)
        if person_id is not None and (person_id in found.values() or len(set(found.values())) < MOST_MENTIONS):
            found[words] = person_id
    return found


def _runs(text: str) -> Iterator[str]:
    for number, match in enumerate(_AT.finditer(text)):
        if number >= MOST_TRIED:
            return
        yield match.group(1)


def _meant(run: str, by_name: Mapping[str, list[Known]]) -> tuple[str, int | None]:
    """The longest name at the beginning of a run, if it means one person."""
    for length in range(min(len(run), LONGEST_NAME), 1, -1):
        people = by_name.get(run[:length])
        if people is None:
            continue
        bracket = _SCHOOL.match(run, length)
        if bracket is not None:
            there = [person for person in people if person.school == bracket.group(1).strip()]
            if len(there) == 1:
                return run[: bracket.end()], there[0].person_id
        return run[:length], people[0].person_id if len(people) == 1 else None
    return "", None
