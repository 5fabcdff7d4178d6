"""Names of text boxes: under such a name a text keeps itself, and a form says with `<field>.box` which one is which."""

import re
from collections.abc import Mapping

LONGEST_BOX = 80
SUFFIX = ".box"
_BOX = re.compile(r"[a-z]+(:[a-z0-9-]+){1,4}")


def is_box(name: str) -> bool:
    return len(name) <= LONGEST_BOX and _BOX.fullmatch(name) is not None


def says_a_box(field: str) -> bool:
    """Whether a field of a form only tells in which box another one lies."""
    return field.endswith(SUFFIX)


def box_of(field: str, form: Mapping[str, str]) -> str | None:
    """The box of a field, as its form says; None where it says none."""
    name = form.get(field + SUFFIX, "")
    return name if is_box(name) else None
