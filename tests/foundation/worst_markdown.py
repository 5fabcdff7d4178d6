"""A search for texts that take long to render: pieces of Markdown, repeated; what takes longer is changed further."""

import random
from collections.abc import Callable, Iterator
from time import thread_time

from app.foundation.markup import LONGEST_TEXT

ATOMS = [
    "a", "好", " ", "    ", "\n", "\n\n", "[", "]", "(", ")", "[a](b)", "![a](b)", "[a][b]", "[a]: b\n", "*", "**", "_", "__", "*a*",
    "**a", "a**", "***", "`", "``", "`a`", "<", ">", "<a", "<b>", "</b>", "<!--", "-->", "<?", "<![CDATA[", "&", "&amp;", "&#35;", "&a;",
    "\\", "\\*", "#", "# ", "- ", "* ", "+ ", "1. ", "2) ", "> ", ">", "|", "|-|-|\n", "a|b\n", "-|-\n", "===\n", "---\n", "\t", "http://a.b/c ",
    "<http://a.b> ", "<a@b.c> ", "~~~\n", "```\n", '"', "'", "=", ":", "!", "{", "}", "^", "~", "[^1]", "\u2028", "<p ", '<a b="', "<script>",
]  # fmt: skip
Recipe = list[tuple[str, int]]


def text_of(recipe: Recipe) -> str:
    """Each piece so many times; the last one fills what is left."""
    text = "".join(piece * times for piece, times in recipe)
    filler = recipe[-1][0] or "a"
    return (text + filler * ((LONGEST_TEXT - len(text)) // len(filler) + 1))[:LONGEST_TEXT]


def cost_of(text: str, render: Callable[[str], object]) -> float:
    """Seconds of the processor; whatever else runs on the machine does not count."""
    began = thread_time()
    render(text)
    return thread_time() - began


def climb(render: Callable[[str], object], rounds: int, seed: int) -> Iterator[tuple[float, Recipe]]:
    """Everything that was tried, with what it cost: a third is new each time, the rest changes the worst so far."""
    chance = random.Random(seed)
    worst: list[tuple[float, Recipe]] = []
    for _ in range(rounds):
        recipe = _changed(chance, chance.choice(worst)[1]) if worst and chance.random() > 1 / 3 else _new(chance)
        tried = cost_of(text_of(recipe), render), recipe
        worst = sorted([*worst, tried], key=lambda one: one[0], reverse=True)[:5]
        yield tried


def _new(chance: random.Random) -> Recipe:
    return [_part(chance) for _ in range(chance.randint(1, 3))]


def _part(chance: random.Random) -> tuple[str, int]:
    piece = "".join(chance.choices(ATOMS, k=chance.randint(1, 4)))
    return piece, chance.choice([1, 10, 39, 100, 290, 600, 999, 3000])


def _changed(chance: random.Random, recipe: Recipe) -> Recipe:
    changed = list(recipe)
    place = chance.randrange(len(changed))
    piece, times = changed[place]
    match chance.randrange(5):
        case 0:
            changed[place] = piece + chance.choice(ATOMS), times
        case 1:
            changed[place] = piece[: max(1, len(piece) // 2)], times
        case 2:
            changed[place] = piece, max(1, int(times * chance.choice([0.5, 0.8, 1.25, 2])))
        case 3:
            changed.insert(place, _part(chance))
        case _:
            changed[place] = _part(chance)
    return changed[:5]
