"""Schools of a county with names such as a county's schools bear."""

from functools import cache
from random import Random
from typing import NamedTuple

from app.demo.places import DATA, Place

NUMERALS = "一二三四五六七八九十"
TOWN_SCHOOLS = (
    ("{town}{unit}中心小学", "primary"),
    ("{town}{unit}中学", "junior"),
    ("{town}{unit}九年制学校", "nine_year"),
    ("{town}{unit}中心学校", "central"),
    ("{town}{unit}希望小学", "primary"),
    ("{town}{unit}完全小学", "primary"),
)
SEAT_SCHOOLS = (
    ("实验小学", "primary"),
    ("实验中学", "junior"),
    ("城关完全小学", "primary"),
    ("城北小学", "primary"),
    ("城南小学", "primary"),
    ("特殊教育学校", "primary"),
    ("思源实验学校", "nine_year"),
    ("明德学校", "nine_year"),
    ("芙蓉学校", "nine_year"),
    ("育英小学", "primary"),
    ("职业中等专业学校", "senior"),
    ("育才中学", "junior"),
)
FIRST_KINDS = (0, 1, 0, 2, 1, 3)
STREET_SCHOOLS = (
    "育才小学",
    "育新小学",
    "新民小学",
    "东风小学",
    "曙光小学",
    "红旗小学",
    "文艺路小学",
    "解放路小学",
    "人民路小学",
    "沿江小学",
    "桃花小学",
    "湖滨小学",
)


class School(NamedTuple):
    """A school: its county's code and four digits, its name, its kind."""

    code: str
    name: str
    kind: str
    county_code: str


@cache
def townships() -> tuple[str, ...]:
    """Names that many a township of the province bears."""
    return tuple((DATA / "townships.txt").read_text(encoding="utf-8").split())


def schools_of(county: Place, count: int, rng: Random) -> list[School]:
    """The given number of differently named schools of one county, at most 400."""
    seat = _seat_schools(county)
    rural = [] if county.name.endswith("区") else _town_schools(county, rng)
    if county.name.endswith("区"):
        seat += _outlying_schools(county, rng)
    in_seat = count if not rural else min(len(seat), max(2, count // 3))
    chosen = (seat[:in_seat] + rural)[:count]
    return [
        School(f"{county.code}{number:04}", county.name + name, kind, county.code)
        for number, (name, kind) in enumerate(chosen, start=1)
    ]


def _seat_schools(county: Place) -> list[tuple[str, str]]:
    numbered = [(f"第{NUMERALS[number]}中学", "senior" if number < 2 else "junior") for number in range(6)]
    numbered += [(f"第{NUMERALS[number]}小学", "primary") for number in range(4)]
    if county.name.endswith("区"):
        return _street_schools(numbered)
    mixed = [school for pair in zip(SEAT_SCHOOLS, numbered, strict=False) for school in pair]
    return mixed + [school for school in numbered if school not in mixed]


def _street_schools(numbered: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A city district's: streets' primary schools between the numbered ones."""
    streets = [(name, "primary") for name in STREET_SCHOOLS]
    mixed = [school for pair in zip(numbered, streets, strict=False) for school in pair]
    return mixed + [school for school in streets if school not in mixed]


def _town_schools(county: Place, rng: Random) -> list[tuple[str, str]]:
    """First one school in each town, of a kind that differs from town to town, then the second, and so on."""
    towns = rng.sample(townships(), len(townships()))
    return [
        (form.format(town=town, unit="乡" if index % 3 == 2 else "镇"), kind)
        for turn in range(len(TOWN_SCHOOLS))
        for index, town in enumerate(towns)
        for form, kind in [TOWN_SCHOOLS[(turn + FIRST_KINDS[index % len(FIRST_KINDS)]) % len(TOWN_SCHOOLS)]]
    ]


def _outlying_schools(county: Place, rng: Random) -> list[tuple[str, str]]:
    towns = rng.sample(townships(), len(townships()))
    return [
        (f"{town}{tail}", kind)
        for tail, kind in (("小学", "primary"), ("中学", "junior"), ("学校", "nine_year"))
        for town in towns
    ]
