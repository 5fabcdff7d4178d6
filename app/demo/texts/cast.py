"""Who and what a text speaks of: the child, the classmate, the class, the numbers; drawn once for a text."""

from functools import cache
from random import Random

from app.demo.texts.phrases import Draw, sections

NUMBERS = ("两", "三", "四", "五", "六", "七", "八", "九", "十")
TROUPES = 4096
CLASS_SIZES = tuple(str(number) for number in range(38, 74))


def cast(draw: Draw) -> dict[str, str]:
    """Values for every slot that a phrase may have, a new dict to add to."""
    troupes = _troupes()
    return dict(troupes[int(draw() * len(troupes))])


def girl(draw: Draw) -> dict[str, str]:
    """Slots that make the child a girl."""
    return {"孩": _one(_pools()["女孩"], draw), "他": "她", "她": "她"}


def _one(pool: tuple[str, ...], draw: Draw) -> str:
    return pool[int(draw() * len(pool))]


@cache
def _troupes() -> tuple[dict[str, str], ...]:
    """Casts made beforehand, because drawing a dozen slots anew for each text takes too long."""
    draw = Random("troupes").random
    return tuple(_troupe(draw) for _ in range(TROUPES))


def _troupe(draw: Draw) -> dict[str, str]:
    pools = _pools()
    child_is_girl = draw() < 0.42
    child = _one(pools["女孩" if child_is_girl else "男孩"], draw)
    mate = _one(pools["女孩" if draw() < 0.5 else "男孩"], draw)
    slots = {name: _one(pools[name], draw) for name in ("班", "家", "科", "年", "村")}
    return slots | {
        "孩": child,
        "伴": mate if mate != child else "同桌",
        "他": "她" if child_is_girl else "他",
        "人": _one(CLASS_SIZES, draw),
        "几": _one(NUMBERS, draw),
    }


@cache
def _pools() -> dict[str, tuple[str, ...]]:
    return {
        title: tuple(word for line in lines for word in line.form.split())
        for title, lines in sections("cast.txt").items()
    }
