"""Which words of a post are worth quoting, and whether words are quoted as they were written."""

import re

SHORTEST, LONGEST = 12, 60
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?[”’」』]?")
_MARKS = re.compile(r"[*`#>_|\[\]]+|\(https?://[^)]*\)")


def best_words(text: str) -> str:
    """One sentence of the post that stands by itself; empty where there is none of a fitting length."""
    plain = _MARKS.sub("", "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">")))
    sentences = [found.group().strip() for found in _SENTENCE.finditer(plain)]
    fitting = [
        words
        for words in sentences
        if SHORTEST <= len(words) <= LONGEST and not set("@＠") & set(words) and "http" not in words
    ]
    return max(fitting, key=_weight, default="")


def is_verbatim(words: str, text: str) -> bool:
    """Whether the words stand in the text one after another; white space and marks of Markdown do not count."""
    return bool(_bare(words)) and _bare(words) in _bare(text)


def _bare(text: str) -> str:
    return "".join(_MARKS.sub("", text).split())


def _weight(words: str) -> tuple[bool, int]:
    """Whole sentences first, then those nearest to thirty characters."""
    return words[-1] in "。！？!?”", -abs(len(words) - 30)
