"""The only source of chance: named, so that every purpose has its own, and the same for the same names."""

from random import Random

SEED = "2009"


def chance(*names: object) -> Random:
    """A generator that begins alike for equal names, whatever else was drawn before."""
    return Random(":".join(map(str, names)))
