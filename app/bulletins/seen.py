"""What of a bulletin somebody sees: inside the class everything, outside no name that its bearer did not agree to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from app.bulletins.blocks import Block, kept_items

SOMEBODY = "一位学友"
People = Sequence[tuple[int, str]]


class Names(NamedTuple):
    """Names that must not be read, and those of which somebody may read."""

    covered: frozenset[str]
    spared: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sight:
    """`people` stand by name in the texts, `named` agreed to that; `gone` are posts that were hidden since; `works` are
    those that may be shown now, as title and author."""

    is_inside: bool
    people: People = ()
    named: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    works: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def as_seen(title: str, blocks: Iterable[Block], sight: Sight) -> tuple[str, list[Block]]:
    """Title and blocks for somebody with this sight; what has nothing left to show is left out."""
    blocks = list(blocks)
    names = _to_cover(blocks, sight)
    shown = [_SEEN[one["kind"]](one, sight, names) for one in blocks]
    return cover(title, names), [one for one in shown if one is not None]


def cover(text: str, names: Names) -> str:
    """The text with names put out of sight; one that may be read and only begins like another stays whole."""
    if not names.covered:
        return text
    longest_first = sorted(names.covered | names.spared, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, longest_first)))
    return found.sub(lambda hit: SOMEBODY if hit.group() in names.covered else hit.group(), text)


def people_in(title: str, blocks: Iterable[Block], learners: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """The learners whose names stand in what was typed."""
    typed = "\n".join([title, *(words for one in blocks for words in _typed(one))])
    return [(number, name) for number, name in learners if name and name in typed]


def shown_people(blocks: Iterable[Block]) -> dict[int, str]:
    """The learners whom the lists of a bulletin show by name."""
    items = [item for one in blocks if one["kind"] in ("stars", "quotes") for item in kept_items(one)]
    return {item["person_id"]: str(item["name"]) for item in items if isinstance(item.get("person_id"), int)}


def posts_in(blocks: Iterable[Block]) -> set[int]:
    """The salon posts from which words or pictures were taken."""
    blocks = list(blocks)
    quoted = {item.get("post_id") for one in blocks if one["kind"] == "quotes" for item in kept_items(one)}
    pictured = {one["post_id"] for one in blocks if one["kind"] == "picture"}
    return {number for number in quoted | pictured if isinstance(number, int)}


def works_in(blocks: Iterable[Block]) -> set[int]:
    """The recommendations of the works that are shown."""
    items = [item for one in blocks if one["kind"] == "works" for item in kept_items(one)]
    return {item["recommendation_id"] for item in items if isinstance(item.get("recommendation_id"), int)}


def _to_cover(blocks: list[Block], sight: Sight) -> Names:
    """Of all who are spoken of those are covered who neither agreed nor are honoured publicly; inside nobody is."""
    if sight.is_inside:
        return Names(frozenset(), frozenset())
    stars = [item for one in blocks if one["kind"] == "stars" for item in one["items"]]
    open_to_all = sight.named | {item.get("person_id") for item in stars if item.get("is_winner")}
    people = [(number, name) for number, name in (*shown_people(blocks).items(), *sight.people) if name]
    covered = frozenset(name for number, name in people if number not in open_to_all)
    return Names(covered, frozenset(name for _number, name in people) - covered)


def _typed(one: Block) -> list[str]:
    items = [str(item.get("words", "")) for item in one.get("items", [])]
    return [str(one.get(name, "")) for name in ("heading", "text", "note", "caption")] + items


def _text(one: Block, _sight: Sight, names: Names) -> Block | None:
    return {**one, "heading": cover(one["heading"], names), "text": cover(one["text"], names)}


def _figures(one: Block, _sight: Sight, names: Names) -> Block | None:
    rows = kept_items(one)
    return {**one, "heading": cover(one["heading"], names), "note": cover(one["note"], names), "rows": rows}


def _stars(one: Block, sight: Sight, names: Names) -> Block | None:
    items = [{**item, "name": cover(str(item.get("name", "")), names)} for item in kept_items(one)]
    if not sight.is_inside:
        items = [item for item in items if item["name"] != SOMEBODY]  # an unnamed star tells nobody anything
    return _listed(one, items, names)


def _works(one: Block, sight: Sight, names: Names) -> Block | None:
    items: list[dict[str, Any]] = []
    for item in kept_items(one):
        found = sight.works.get(item.get("recommendation_id", 0))
        if found is not None:
            items.append({**item, "title": found[0], "byline": found[1]})
    return _listed(one, items, names)


def _quotes(one: Block, sight: Sight, names: Names) -> Block | None:
    items = [
        {**item, "name": cover(str(item.get("name", "")), names), "words": cover(str(item.get("words", "")), names)}
        for item in kept_items(one)
        if item.get("post_id") not in sight.gone
    ]
    if not sight.is_inside:
        items = [{**item, "thread_id": None, "title": ""} for item in items]
    return _listed(one, items, names)


def _picture(one: Block, sight: Sight, names: Names) -> Block | None:
    """A picture from the closed salon stays inside the class, and goes when its post goes."""
    if not one["picture_id"] or one["post_id"] in sight.gone or (one["post_id"] and not sight.is_inside):
        return None
    return {**one, "heading": cover(one["heading"], names), "caption": cover(one["caption"], names)}


def _listed(one: Block, items: list[dict[str, Any]], names: Names) -> Block | None:
    return {**one, "heading": cover(one["heading"], names), "items": items} if items else None


_SEEN = {
    "text": _text,
    "figures": _figures,
    "stars": _stars,
    "works": _works,
    "quotes": _quotes,
    "picture": _picture,
}
