"""The blocks of a bulletin: plain dictionaries as they are stored, read with suspicion and changed without surprise."""

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]
KINDS = ("text", "figures", "stars", "works", "quotes", "picture")
LISTS = ("stars", "works", "quotes")
MOST_BLOCKS = 16
MOST_ITEMS = 12
LONGEST_HEADING = 60
LONGEST_BLOCK = 4_000
LONGEST_WHOLE = 15_000
LONGEST_WORDS = 120
LONGEST_CAPTION = 100
_FIRST: dict[str, dict[str, Any]] = {
    "text": {"text": ""},
    "figures": {"note": "", "rows": [], "as_of": ""},
    "stars": {"items": []},
    "works": {"items": []},
    "quotes": {"items": []},
    "picture": {"picture_id": 0, "post_id": None, "caption": ""},
}


def block(kind: str, **values: Any) -> Block:
    """A block of a kind, complete; its key is given by `numbered`."""
    return {"kind": kind, "key": "", "heading": "", **_FIRST[kind], **values}


def read_blocks(stored: object) -> list[Block]:
    """What is a block in what was stored, each with all that its kind has, of the right shape."""
    found = [one for one in stored if isinstance(one, dict)] if isinstance(stored, list) else []
    return [_whole(one) for one in found if one.get("kind") in KINDS][:MOST_BLOCKS]


def numbered(blocks: Iterable[Block]) -> list[Block]:
    """Every block with a key that no other has; keys that are there stay."""
    given = list(blocks)
    taken = {one["key"] for one in given}
    free = (f"b{number}" for number in range(1, 10_000) if f"b{number}" not in taken)
    return [one if one["key"] else {**one, "key": next(free)} for one in given]


def moved(blocks: Sequence[Block], key: str, steps: int) -> list[Block]:
    """The blocks with one of them further up (negative) or down; at an end it stays where it is."""
    order = list(blocks)
    here = next((place for place, one in enumerate(order) if one["key"] == key), None)
    if here is not None:
        one = order.pop(here)
        order.insert(min(max(here + steps, 0), len(order)), one)
    return order


def without(blocks: Sequence[Block], key: str) -> list[Block]:
    return [one for one in blocks if one["key"] != key]


def kept_items(one: Block) -> list[Any]:
    """What of a list somebody wants to show."""
    name = "rows" if one["kind"] == "figures" else "items"
    return [item for item in one[name] if item.get("keep")]


def has_words(blocks: Iterable[Block]) -> bool:
    """Whether there is anything to read."""
    return any(_says(one) for one in blocks)


def length_of(blocks: Iterable[Block]) -> int:
    """Characters that were typed into texts and notes."""
    return sum(len(str(one.get("text", ""))) + len(str(one.get("note", ""))) for one in blocks)


def typed_words(blocks: Iterable[Block]) -> str:
    """What was typed into texts and notes, one after another."""
    return "\n".join(f"{one.get('text', '')}\n{one.get('note', '')}" for one in blocks)


def _says(one: Block) -> bool:
    if one["kind"] == "text":
        return bool(one["text"].strip())
    return bool(one["picture_id"]) if one["kind"] == "picture" else bool(kept_items(one))


def _whole(one: Block) -> Block:
    kind = str(one["kind"])
    first = _FIRST[kind]
    shaped = {name: one.get(name, value) if _is_like(one.get(name), value) else value for name, value in first.items()}
    for name in ("rows", "items"):
        if name in shaped:
            shaped[name] = [item for item in shaped[name] if isinstance(item, dict)][:MOST_ITEMS]
    return {"kind": kind, "key": str(one.get("key", "")), "heading": str(one.get("heading", "")), **shaped}


def _is_like(value: object, first: object) -> bool:
    return value is None or isinstance(value, int) if first is None else isinstance(value, type(first))
