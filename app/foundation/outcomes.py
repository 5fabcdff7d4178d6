"""What a run of a job came to, as its row keeps it: a key and values, in the words of no language."""


def outcome(key: str, **values: int | str) -> str:
    """The text that is kept, of values without spaces; it is worded where it is shown."""
    return " ".join([key, *(f"{name}={value}" for name, value in values.items())])


def read_outcome(kept: str) -> tuple[str, dict[str, str]]:
    """The key and the values again; of what was kept as a sentence before, words that no key knows."""
    key, *values = kept.split(" ")
    return key, dict(value.split("=", 1) for value in values if "=" in value)
