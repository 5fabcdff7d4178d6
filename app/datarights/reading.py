"""The page by which a person reads their own data: plain HTML that any browser shows without a server."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Any, NamedTuple

from flask_babel import gettext as _

READ = ("title", "text", "reason", "comment", "description", "name", "account", "school", "place")
WHEN = ("written_at", "handed_in_at", "graded_at", "asked_at", "told_at", "happened_at", "since", "started_at", "day")
LONGEST = 2_000
MOST = 2_000


class Section(NamedTuple):
    """One kind of thing: the name of its file, what it is called, and its rows."""

    name: str
    title: str
    rows: list[dict[str, Any]]


def page_of(name: str, made_at: datetime, sections: list[Section], files: Iterable[str]) -> str:
    """The whole page; every text in it is escaped."""
    listed = "".join(f'<li><a href="{escape(file)}">{escape(file)}</a></li>' for file in files)
    parts = "".join(map(_section, sections))
    return (
        '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(name)}</title></head><body>\n"
        f"<h1>{escape(_('%(name)s的数据', name=name))}</h1>\n"
        f"<p>{escape(_('取出的时间：%(at)s（UTC）。完整的内容在 data 文件夹里，这一页方便阅读。', at=f'{made_at:%Y-%m-%d %H:%M}'))}</p>\n"
        f"{parts}<h2>{escape(_('附件'))}</h2><ul>{listed}</ul>\n</body></html>\n"
    )


def _section(section: Section) -> str:
    title = section.title or _("账号")
    rows = "".join(map(_row, section.rows[:MOST]))
    address = f"data/{section.name}.json"
    return (
        f"<h2>{escape(title)}（{len(section.rows)}）</h2>\n"
        f'<p><a href="{escape(address)}">{escape(address)}</a></p>\n<ul>{rows}</ul>\n'
    )


def _row(row: dict[str, Any]) -> str:
    when = next((str(row[key])[:16] for key in WHEN if row.get(key)), "")
    said = [str(row[key])[:LONGEST] for key in READ if row.get(key)]
    rest = [
        f"{key}: {row[key]}"
        for key in ("score", "grade", "role", "seconds", "points", "kind")
        if row.get(key) is not None
    ]
    words = " · ".join(filter(None, [when, *rest, *said]))
    return f"<li>{escape(words)}</li>\n"
