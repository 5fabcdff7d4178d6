"""Who likes which posts: readers of a thread, now and then, on their last look at it."""

from collections.abc import Iterable, Mapping
from random import Random

OPENING, REPLY = 0.09, 0.035  # how often somebody who reads a post likes it
Like = tuple[object, ...]


def likes_in(posts: Iterable[tuple[int, int, int]], reads: Mapping[int, int], rng: Random) -> list[Like]:
    """Rows of likes for posts as (id, author, second), the opening first; nobody likes their own."""
    readers = sorted(reads.items())
    found: list[Like] = []
    for number, (post_id, author, at) in enumerate(posts):
        chance = REPLY if number else OPENING
        found += [
            (post_id, person, read_at)
            for person, read_at in readers
            if rng.random() < chance and read_at > at and person != author
        ]
    return found
