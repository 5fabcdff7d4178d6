"""How well a resource is rated, so that one kind word does not stand above twenty good ones."""

STARS = range(1, 6)
EXPECTED, WEIGHT = 3, 4  # before anybody has rated, as if four people had given three stars
THOUSAND = 1000


def score_of(count: int, total: int) -> int:
    """The mean of the stars drawn towards three, in thousandths, rounded down: the order of "best rated".

    `count` people gave `total` stars together. Nobody: 0, below all that were rated.
    """
    return (total + EXPECTED * WEIGHT) * THOUSAND // (count + WEIGHT) if count else 0


def mean_of(count: int, total: int) -> str:
    """The plain mean as people read it, with one decimal, rounded down."""
    tenths = total * 10 // count if count else 0
    return f"{tenths // 10}.{tenths % 10}"
