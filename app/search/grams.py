"""What an entry is found by: each character, each two neighbours, and marks that say whose it is.

Chinese has no spaces between words, so any two characters may be the word that somebody looks for. Marks begin with a sign
that no folded text contains: `@` for kinds and places, `^` for what stands in a title.
"""

from operator import add

TITLE = "^"
MARK = "@"
ALL = MARK + "a"
BOARDS = MARK + "b"
PERSON, CLASSROOM, PLACE = MARK + "p", MARK + "c", MARK + "g"


def grams_of(words: str) -> set[str]:
    """The characters and pairs of a folded text; a pair never reaches over a space."""
    found = set(map(add, words, words[1:]))
    found = {pair for pair in found if " " not in pair} if " " in words else found
    found.update(words)
    found.discard(" ")
    return found


def grams_asked(words: str) -> list[str]:
    """What a text must hold to contain these folded words: their pairs, and single characters where one stands alone."""
    asked = [pair for pair in map(add, words, words[1:]) if " " not in pair]
    asked += [word for word in words.split() if len(word) == 1]
    return list(dict.fromkeys(asked))


def kind_mark(kind: str) -> str:
    return f"{MARK}k{kind}"


def person_mark(person_id: int) -> str:
    return f"{PERSON}{person_id}"


def classroom_mark(classroom_id: int) -> str:
    return f"{CLASSROOM}{classroom_id}"


def place_mark(code: str) -> str:
    """Provinces, cities and counties have one; what lies below a county is found by its county."""
    return f"{PLACE}{code[:6]}"


def marks_of(person_id: int | None, classroom_id: int | None, place_code: str | None) -> str:
    """Who may come upon a piece of work at all: its writer, its class, those over the class's place."""
    marks = [] if person_id is None else [person_mark(person_id)]
    if classroom_id is not None and place_code is not None:
        marks.append(classroom_mark(classroom_id))
        marks += dict.fromkeys(place_mark(place_code[:length]) for length in (2, 4, 6))
    return " ".join(marks)


def tokens_of(kind: str, title: str, words: str, marks: str) -> set[str]:
    """All that stands in the index for one entry, from folded texts."""
    return grams_of(words).union(_beside_words(kind, title, marks))


def tokens_in_line(kind: str, title: str, words: str, marks: str) -> str:
    """The same with spaces between, some of it twice; a pair that reaches over a space falls apart into what it is made of."""
    return " ".join([*map(add, words, words[1:]), *words, *_beside_words(kind, title, marks)])


def _beside_words(kind: str, title: str, marks: str) -> list[str]:
    return [kind_mark(kind), *marks.split(), *(TITLE + gram for gram in grams_of(title))]
