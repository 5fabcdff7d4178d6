"""Personal names as teachers of the province bear them, their sort keys and their accounts."""

from functools import cache
from itertools import accumulate
from random import Random
from typing import NamedTuple

from app.demo.places import DATA

DECADES = (("1950", 14), ("1960", 62), ("1970", 130), ("1980", 94))
RARE_IN = 700
MEN_IN_100 = 42


class Name(NamedTuple):
    """A person's name; `sort_key` is its pinyin, syllables spaced, the name itself last."""

    full: str
    surname: str
    given: str
    gender: str
    born: int
    sort_key: str


@cache
def surnames() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Surnames and the running sums of their weights."""
    pairs = [line.split() for line in _lines("surnames.txt")]
    return tuple(name for name, _ in pairs), tuple(accumulate(int(weight) for _, weight in pairs))


@cache
def regional_surnames() -> dict[str, tuple[int, tuple[str, ...]]]:
    """For a city's code: how often in 100 a local surname comes up, and which."""
    rows = (line.split() for line in _lines("regional_surnames.txt"))
    return {code: (int(chance), tuple(names)) for code, chance, *names in rows}


@cache
def given_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """Given names by decade of birth (or 稀) and gender, the commoner first."""
    pools, key = {}, ("", "")
    for line in _lines("given_names.txt"):
        if line.startswith("["):
            decade, gender = line.strip("[]").split()
            key = (decade, gender)
        else:
            pools[key] = tuple(line.split())
    return pools


@cache
def pinyin() -> dict[str, str]:
    """Pinyin without tones of each character that occurs in the names; surnames keep their own readings."""
    return dict(line.split() for line in _lines("name_pinyin.txt"))


def person_name(rng: Random, city_code: str = "", gender: str = "") -> Name:
    """One teacher's name, by the frequencies of the region, the generation and the gender."""
    gender = gender or ("男" if rng.randrange(100) < MEN_IN_100 else "女")
    decade = rng.choices([d for d, _ in DECADES], [w for _, w in DECADES])[0]
    surname = _surname(rng, city_code)
    rare = rng.randrange(RARE_IN) == 0
    given = _commoner(rng, given_names()["稀" if rare else decade, gender])
    born = min(int(decade) + rng.randrange(10), 1987)
    return Name(surname + given, surname, given, gender, born, sort_key(surname, given))


def sort_key(surname: str, given: str) -> str:
    """Key that orders names by pinyin, surname first; unknown characters sort as themselves."""
    readings = pinyin()
    first = readings.get("姓" + surname) or " ".join(readings.get(c, c) for c in surname)
    return " ".join([first, *(readings.get(c, c) for c in given), surname + given])


class Accounts:
    """Hands out account names made of pinyin, each only once."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._counts = dict.fromkeys(taken, 1)

    def give(self, name: Name) -> str:
        """An account for this person; the second 李红 becomes lihong2."""
        letters = "".join(name.sort_key.split(" ")[:-1])
        plain = "".join(c for c in letters if c.isascii()) or "teacher"
        number = self._counts.get(plain, 0) + 1
        self._counts[plain] = number
        return plain if number == 1 else f"{plain}{number}"


def _surname(rng: Random, city_code: str) -> str:
    chance, local = regional_surnames().get(city_code[:4], (0, ()))
    if rng.randrange(100) < chance:
        return _commoner(rng, local)
    names, sums = surnames()
    return rng.choices(names, cum_weights=sums)[0]


def _commoner(rng: Random, pool: tuple[str, ...]) -> str:
    """A draw that prefers the front of the pool, twice as often the first as the last."""
    size = len(pool)
    first, second = rng.randrange(size), rng.randrange(size)
    return pool[min(first, second) if rng.randrange(3) == 0 else first]


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
