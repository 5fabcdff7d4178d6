"""How a name is put in order: by its sound, surnames read as surnames where they are not read as words."""

from pypinyin import Style, lazy_pinyin

SURNAMES = {"曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren", "区": "ou", "朴": "piao"}


def spelt(name: str) -> str:
    """The sorting key of a name: `lin xiaoman` as `lin xiao man`; what has no sound stands as it is."""
    syllables = lazy_pinyin(name.strip(), style=Style.NORMAL)
    if name[:1] in SURNAMES:
        syllables[:1] = [SURNAMES[name[0]]]
    return " ".join(syllables)[:120]
