"""Faults in running Markdown that an editor should hear of before a reader sees them."""

import re
from collections.abc import Iterator

from app.foundation.markup import is_tangled

_TAG = re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]+>)[A-Za-z/!?]")
_CODE = re.compile(r"`[^`]*`")
_STRAY_HEADING = re.compile(r"^#{1,2}\s")
_TIGHT_HEADING = re.compile(r"^#{1,6}(?=[^\s#])")
_PICTURE_WITHOUT_WORDS = re.compile(r"!\[\s*\]")
_FOOTNOTE = re.compile(r"\[\^([^\]]+)\](:?)")


def faults_of(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Look through numbered lines of one section; yields (line, what is wrong)."""
    for number, line in lines:
        bare = _CODE.sub("", line)
        if _TAG.search(bare):
            yield number, "不能写 HTML 标签（尖括号），请改用 Markdown；小于号请用全角“＜”"
        if _STRAY_HEADING.match(line):
            yield number, "这里只能用三级以下的小标题（### 开头）"
        if _TIGHT_HEADING.match(line):
            yield number, "# 和标题文字之间要空一格"
        if _PICTURE_WITHOUT_WORDS.search(bare):
            yield number, "图片要有文字说明，写在 ![ ] 的方括号里"
    yield from _loose_footnotes(lines)
    if is_tangled("\n".join(line for _, line in lines)):
        yield (
            next(number for number, line in lines if line.strip()),
            "这一段太长，或括号、星号太多，无法排版；请拆开或改写",
        )


def _loose_footnotes(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """A mark without its note, and a note without its mark."""
    used: dict[str, int] = {}
    noted: dict[str, int] = {}
    for number, line in lines:
        for found in _FOOTNOTE.finditer(_CODE.sub("", line)):
            is_note = found[2] and found.start() == 0
            (noted if is_note else used).setdefault(found[1], number)
    for name in used.keys() - noted.keys():
        yield used[name], f"脚注 [^{name}] 没有写注文（[^{name}]: …）"
    for name in noted.keys() - used.keys():
        yield noted[name], f"脚注 [^{name}] 的注文没有地方引用"
