"""The places of a phrase that wait for words about one work alone, written 〔…〕."""

import re

SLOT = re.compile(r"〔([^〔〕\n]{0,80})〕")


def has_slot(text: str) -> bool:
    return SLOT.search(text) is not None


def without_slots(text: str) -> str:
    """What stays the same from one work to the next."""
    return SLOT.sub("", text)


def with_slot(text: str, hint: str) -> str:
    """The phrase with a place to fill in; one that has none gets it at the end."""
    return text if has_slot(text) else f"{text.rstrip()}〔{hint}〕"
