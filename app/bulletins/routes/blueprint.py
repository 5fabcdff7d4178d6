"""What the pages of bulletins share: how blocks become what a template shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.bulletins.blocks import Block
from app.bulletins.queries import BulletinShown, DraftShown, pictures_by_id
from app.bulletins.seen import People, Sight, as_seen, posts_in, works_in
from app.chronicle.queries import posts_gone, works_shown
from app.foundation.clock import Week
from app.foundation.markup import render, safe

bulletins = Blueprint("bulletins", __name__, template_folder="../templates")
A_PERSONS_PACE = "20/minute"
FIGURE_NAMES = {
    "active": _l("人上线学习"),
    "minutes": _l("分钟学习"),
    "assignments": _l("份作业"),
    "journals": _l("篇日志"),
    "posts": _l("条沙龙发言"),
    "graded": _l("件批好"),
    "resources": _l("件资源"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A bulletin as it lies before somebody: masthead, title, blocks that are ready to be shown."""

    title: str
    blocks: list[Block]
    classroom_name: str
    classroom_code: str
    site_name: str
    week: Week
    week_number: int
    is_inside: bool
    pictures: dict[int, Any]


def sheet(
    shown: BulletinShown | DraftShown,
    blocks: Sequence[Block],
    *,
    is_inside: bool,
    people: People,
    named: frozenset[int],
) -> Sheet:
    """What somebody sees of a bulletin or a draft, with what was hidden or taken back since left out."""
    sight = Sight(is_inside, people, named, posts_gone(posts_in(blocks)), works_shown(works_in(blocks)))
    title, seen = as_seen(shown.title, blocks, sight)
    week = Week.parse(shown.week)
    return Sheet(
        title=title,
        blocks=[_dressed(one) for one in seen],
        classroom_name=shown.classroom_name,
        classroom_code=shown.classroom_code,
        site_name=shown.site_name,
        week=week,
        week_number=_number_of(week, shown.training_starts_on),
        is_inside=is_inside,
        pictures=pictures_by_id({one["picture_id"] for one in seen if one["kind"] == "picture"}),
    )


def change_words(number: int, before: int | None) -> str:
    """比上周多 12"""
    if before is None:
        return ""
    if number == before:
        return _("和上周一样")
    return (
        _("比上周多 %(n)s", n=f"{number - before:,}")
        if number > before
        else _("比上周少 %(n)s", n=f"{before - number:,}")
    )


def _dressed(one: Block) -> Block:
    """Text as safe HTML, figures with their names and their change."""
    if one["kind"] == "text":
        return {**one, "html": safe(_rendered(one["text"]))}
    if one["kind"] == "figures":
        known = [row for row in one["rows"] if row.get("name") in FIGURE_NAMES and isinstance(row.get("number"), int)]
        rows = [{**row, "label": FIGURE_NAMES[row["name"]], "change": _change(row)} for row in known]
        return {**one, "rows": rows, "html": safe(_rendered(one["note"]))}
    return one


def _change(row: Any) -> str:
    before = row.get("before")
    return change_words(row["number"], before if isinstance(before, int) else None)


@lru_cache(maxsize=1024)
def _rendered(text: str) -> str:
    """The same words are the same HTML: rendered once, as long as they are read."""
    return render(text).html


def _number_of(week: Week, starts_on: date) -> int:
    return (week.monday - Week.of_day(starts_on).monday).days // 7 + 1
