"""How a name is spelt in letters: to sort by, and as the account of somebody new."""

from collections.abc import Iterable
from functools import cache

from pypinyin import lazy_pinyin

LONGEST_ACCOUNT = 40
SURNAMES = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "朴": "piao", "盖": "ge", "乐": "yue",
    "任": "ren", "覃": "qin", "翟": "zhai", "员": "yun", "缪": "miao", "种": "chong", "秘": "bi", "冼": "xian", "折": "she",
    "繁": "po", "召": "shao", "黑": "he", "尉迟": "yu chi", "万俟": "mo qi", "令狐": "ling hu", "长孙": "zhang sun",
    "宁": "ning", "那": "na", "华": "hua", "燕": "yan", "应": "ying", "车": "che", "洗": "xian", "么": "yao",
}  # fmt: skip
STAGE_WORDS = (
    ("九年", "九年一贯制"), ("中心", "中心学校"), ("小学", "小学"), ("高中", "高中"), ("高级中学", "高中"), ("职", "高中"),
    ("初", "初中"), ("中学", "初中"),
)  # fmt: skip


def stage_of(school: str) -> str:
    """The stage that the name of a school tells of; where it tells none, the commonest."""
    for word, stage in STAGE_WORDS:
        if word in school:
            return stage
    return "小学"


def sort_name(name: str) -> str:
    """Syllables apart, surname first and as surnames are read, the name itself last."""
    surname = next((name[:length] for length in (2, 1) if name[:length] in SURNAMES), "")
    first = [SURNAMES[surname]] if surname else []
    return " ".join([*first, *map(_syllable, name[len(surname) :].replace("·", "")), name])[:120]


class Accounts:
    """Accounts for newcomers: the name in letters, the second one of it with a 2; what is taken is never given."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def give(self, name: str) -> str:
        letters = "".join(sort_name(name).split(" ")[:-1]).lower()
        plain = (
            "".join(sign for sign in letters if sign.isascii() and sign.isalnum())[: LONGEST_ACCOUNT - 8] or "xueyuan"
        )
        number = self._last.get(plain, 0) + 1
        while (account := plain if number == 1 else f"{plain}{number}") in self._taken:
            number += 1
        self._last[plain] = number
        self._taken.add(account)
        return account


@cache
def _syllable(sign: str) -> str:
    return str(lazy_pinyin(sign)[0])
