"""What somebody typed into the box: words that all have to be there, and phrases between quotes."""

import re
from dataclasses import dataclass

from app.search.folding import fold
from app.search.grams import grams_asked

LONGEST = 100  # characters that are looked at
MOST_WORDS = 8
_QUOTED = re.compile(r'["“”＂「『]([^"“”＂「」『』]*)["“”＂」』]')


@dataclass(frozen=True, slots=True)
class Question:
    """Folded words and phrases, none twice; `was_cut` when more was typed than is looked at."""

    words: tuple[str, ...]
    was_cut: bool = False

    @property
    def grams(self) -> list[str]:
        """What an entry must hold, each once."""
        return list(dict.fromkeys(gram for word in self.words for gram in grams_asked(word)))

    @property
    def unproven(self) -> list[str]:
        """Words of which pairs alone do not say that they stand there as a whole."""
        return [word for word in self.words if len(word) > 2]

    @property
    def whole(self) -> list[str]:
        """All words as one, with and without spaces; nothing if there is only one."""
        return ["".join(self.words), " ".join(self.words)] if len(self.words) > 1 else []


def parse(typed: str) -> Question:
    """Read what was typed; nothing to look for gives no words."""
    text = " ".join(typed[: LONGEST * 2].split())
    phrases = [fold(found) for found in _QUOTED.findall(text[:LONGEST])]
    loose = fold(_QUOTED.sub(" ", text[:LONGEST])).split()
    words = list(dict.fromkeys(word for word in [*phrases, *loose] if word))
    kept = [word for word in words if not any(word != other and word in other for other in words)]
    return Question(tuple(kept[:MOST_WORDS]), len(typed.strip()) > LONGEST or len(kept) > MOST_WORDS)
