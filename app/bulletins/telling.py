"""A bulletin told as running text, in Markdown: for the showcase, for lists, and for whoever cannot see its blocks."""

from collections.abc import Iterable

from app.bulletins.blocks import Block

_ENDS = set("。！？!?.…")
LABELS = {
    "active": ("上线学习", "人"),
    "minutes": ("学习", "分钟"),
    "assignments": ("提交作业", "份"),
    "journals": ("发布日志", "篇"),
    "posts": ("沙龙发言", "条"),
    "graded": ("批阅", "件"),
    "resources": ("分享资源", "件"),
}


def told(blocks: Iterable[Block]) -> str:
    """The blocks as they are seen, one after another; pictures are left to those who see them."""
    parts = [part for one in blocks for part in (_heading(one), *_TOLD[one["kind"]](one)) if part]
    return "\n\n".join(parts)


def beginning_of(text: str) -> str:
    """Its first sentences: headings, counts and names in a row say little in a list; where there is nothing else, all."""
    paragraphs = [part for part in text.split("\n\n") if part[:1] not in ("#", "-", ">") and _ENDS & set(part)]
    return "\n\n".join(paragraphs) or text


def figure_line(name: str, number: int, before: int | None) -> str:
    """提交作业 133 份，比上周多 12"""
    label, unit = LABELS.get(name, (name, ""))
    line = f"{label} {number} {unit}".rstrip()
    if before is None or before == number:
        return line if before is None else f"{line}，和上周一样"
    return f"{line}，比上周{'多' if number > before else '少'} {abs(number - before)}"


def _heading(one: Block) -> str:
    return f"### {one['heading']}" if one["heading"] and one["kind"] != "picture" else ""


def _text(one: Block) -> list[str]:
    return [one["text"]]


def _figures(one: Block) -> list[str]:
    lines = [f"- {figure_line(str(r.get('name')), r.get('number', 0), r.get('before'))}" for r in one["rows"]]
    return ["\n".join(lines), one["note"]]


def _stars(one: Block) -> list[str]:
    return ["、".join(str(item["name"]) for item in one["items"])]


def _works(one: Block) -> list[str]:
    return ["\n".join(f"- 《{item['title']}》 {item['byline']}" for item in one["items"])]


def _quotes(one: Block) -> list[str]:
    return [f"> {' '.join(str(item['words']).split())}\n>\n> —— {item['name']}" for item in one["items"]]


def _picture(_one: Block) -> list[str]:
    return []


_TOLD = {
    "text": _text,
    "figures": _figures,
    "stars": _stars,
    "works": _works,
    "quotes": _quotes,
    "picture": _picture,
}
