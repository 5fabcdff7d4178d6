"""How long reading takes: one figure for the whole house."""

CHARACTERS_A_MINUTE = 300  # an attentive adult at night; silent reading of easy Chinese runs at 300 to 500


def reading_seconds(characters: int) -> int:
    """Whole seconds in which so many characters are read, rounded up; negative numbers raise ValueError."""
    if characters < 0:
        raise ValueError("a text has no negative length")
    return -(-characters * 60 // CHARACTERS_A_MINUTE)


def reading_minutes(characters: int) -> int:
    """Whole minutes in which so many characters are read, rounded up, at least one."""
    return max(1, -(-reading_seconds(characters) // 60))
