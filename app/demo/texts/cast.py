"""Who and what a text speaks of: the child, the classmate, the class, the numbers; drawn once for a text."""

from app.demo.texts.phrases import Draw, sections

NUMBERS = ("两", "三", "四", "五", "六", "七", "八", "九", "十")
CLASS_SIZES = tuple(str(number) for number in range(38, 74))


def cast(draw: Draw) -> dict[str, str]:
    """Values for every slot that a phrase may have."""
    pools = _pools()
    child_is_girl = draw() < 0.42
    children = pools["女孩" if child_is_girl else "男孩"]
    mates = pools["女孩" if draw() < 0.5 else "男孩"]
    child = children[int(draw() * len(children))]
    mate = mates[int(draw() * len(mates))]
    if mate == child:
        mate = "同桌"
    return {
        "孩": child, "伴": mate, "他": "她" if child_is_girl else "他",
        "班": _one(pools["班"], draw), "家": _one(pools["家"], draw), "科": _one(pools["科"], draw),
        "年": _one(pools["年"], draw), "村": _one(pools["村"], draw),
        "人": _one(CLASS_SIZES, draw), "几": _one(NUMBERS, draw),
    }


def girl(draw: Draw) -> dict[str, str]:
    """Slots that make the child a girl."""
    return {"孩": _one(_pools()["女孩"], draw), "他": "她", "她": "她"}


def _one(pool: tuple[str, ...], draw: Draw) -> str:
    return pool[int(draw() * len(pool))]


def _pools() -> dict[str, tuple[str, ...]]:
    if not _loaded:
        _loaded.update({title: tuple(word for line in pool for word in line.form.split())
                        for title, pool in sections("cast.txt").items()})
    return _loaded


_loaded: dict[str, tuple[str, ...]] = {}
