"""How long reading takes: one figure for the whole house."""

from collections.abc import Iterable

from app.courses.course import ASSIGNMENT, QUESTIONS, SectionText

CHARACTERS_A_MINUTE = 300  # an attentive adult at night; silent reading of easy Chinese runs at 300 to 500


def reading_seconds(characters: int) -> int:
    """Whole seconds in which so many characters are read, rounded up; negative numbers raise ValueError."""
    if characters < 0:
        raise ValueError("a text has no negative length")
    return -(-characters * 60 // CHARACTERS_A_MINUTE)


def reading_minutes(characters: int) -> int:
    """Whole minutes in which so many characters are read, rounded up, at least one."""
    return max(1, -(-reading_seconds(characters) // 60))


def minutes_of_sections(sections: Iterable[SectionText]) -> int:
    """Minutes for what a topic tells; questions and the assignment take as long as they take."""
    return reading_minutes(sum(part.characters for part in sections if part.kind not in (QUESTIONS, ASSIGNMENT)))
