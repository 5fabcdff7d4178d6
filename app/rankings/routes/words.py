"""Rows of boards in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.wording import days
from app.rankings.queries.names import Named, Room, named, people_named
from app.rankings.rules import Rules, shown
from app.rankings.scoring.rows import ADMINISTRATORS, CLASSROOMS, LEARNERS, TUTORS, Item, Row

SEPARATOR = "\N{NO-BREAK SPACE}· "  # the dot stays on its line


@dataclass(frozen=True, slots=True)
class Line:
    """A row with the names it is shown by."""

    row: Row
    person: Named | None
    room: Room | None
    deeds: str
    is_mine: bool


def lines(rows: Iterable[Row], mine: int | None, my_classes: set[int]) -> list[Line]:
    """Rows with their names; one's own row and one's own class are marked."""
    listed = list(rows)
    people, rooms = named(listed)
    return [
        Line(
            row,
            people.get(row.subject_id) if row.board != CLASSROOMS else None,
            rooms.get(row.classroom_id or 0),
            deeds_of(row) if row.board == LEARNERS else "",
            row.subject_id in my_classes if row.board == CLASSROOMS else row.subject_id == mine,
        )
        for row in listed
    ]


def near_lines(found: list[Row], own: Row) -> list[Line]:
    """Lines around one's own: of other classes only place and points are told, no names."""
    known = people_named(row.subject_id for row in found if row.classroom_id == own.classroom_id)
    return [Line(row, known.get(row.subject_id), None, "", row.subject_id == own.subject_id) for row in found]


def items_of(row: Row) -> list[Item]:
    return [Item(*values) for values in row.parts["items"]]


def deeds_of(row: Row) -> str:
    """A learner's week in one line: what counted."""
    counted = [item for item in items_of(row) if item.points]
    numbers = Counter("talk" if item.kind in ("thread", "post") else item.kind for item in counted)
    minutes = sum(int(item.amount or 0) for item in counted if item.kind == "study") // 60
    praise = sorted((item for item in counted if item.kind.startswith("graded")), key=lambda item: -item.points)
    grades = Counter(str(item.amount) for item in praise)
    users = sum(int(item.amount or 0) for item in counted if item.kind == "shared-used-resource")
    said = [_("学习 %(n)d 分钟", n=minutes)] if minutes else []
    said += [f"{name}\N{NO-BREAK SPACE}{numbers[kind]}" for kind, name in _deed_names() if numbers[kind]]
    said += [_("资源有 %(n)d 人用", n=users)] if users else []
    return SEPARATOR.join(said + [f"{grade}\N{NO-BREAK SPACE}{number}" for grade, number in grades.items()])


def _deed_names() -> list[tuple[str, str]]:
    return [("submission", _("作业")), ("journal", _("日志")), ("talk", _("发言"))]


def kind_names() -> dict[str, str]:
    return {
        "study": _("学习"),
        "submission": _("交作业"),
        "journal": _("发布日志"),
        "thread": _("发起讨论"),
        "post": _("发言"),
        "graded-submission": _("作业得到评定"),
        "graded-journal": _("日志得到评定"),
        "graded-post": _("发言得到评定"),
        "graded-pick-submission": _("作业被专家选中"),
        "graded-pick-journal": _("日志被专家选中"),
        "graded-pick-thread": _("话题被专家选中"),
        "graded-pick-resource": _("资源被专家选中"),
        "shared-used-resource": _("资源有人用"),
        "shared-rated-resource": _("资源得到好评"),
    }


def reason_of(item: Item, rules: Rules) -> str:
    """Why an item gave less than its due."""
    least = rules.least_characters.get(item.kind, 0)
    reasons = {
        "short": _("不足 %(n)d 字，不计分", n=least),
        "repeat": _("和自己写过的几乎一样，只计一次"),
        "number": _("当天这一类已经计满"),
        "cap": _("当天已到 %(n)s 分的上限", n=shown(rules.points_a_day)),
    }
    return reasons.get(item.why, "")


def board_names() -> dict[str, str]:
    return {
        LEARNERS: _("学员"),
        CLASSROOMS: _("班级"),
        TUTORS: pgettext("board", "辅导教师"),
        ADMINISTRATORS: pgettext("board", "班级管理员"),
    }


def week_name(training: Training, week: Week) -> str:
    return _("第 %(n)d 周", n=training.number_of(week))


def week_days(week: Week) -> str:
    return days(week.monday, week.sunday)


def gap_to(row: Row, above: Row | None) -> dict[str, Any] | None:
    """What was missing to the next place: points, else quality, else having been there first."""
    if above is None:
        return None
    points = above.points - row.points
    return {"place": above.place, "points": points, "quality": 0 if points else above.quality - row.quality}
