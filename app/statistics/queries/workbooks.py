"""Figures as sheets of a workbook: what a page shows, and everybody's own rows."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from app.classrooms.models import Training
from app.classrooms.scheme import grades_of
from app.foundation.sheets import Column, Kind, Sheet
from app.statistics.definitions import BY_KEY, SCORE, rung_names
from app.statistics.figures import Figures, tenths
from app.statistics.queries.parts import Part
from app.statistics.queries.people import Member, everybody_under, place_names
from app.statistics.trends import Days

STATES = ("learners", "on_schedule", "complete", "active", "active_week")
WORKS = ("assignments", "waiting", "graded")
REST = ("journals", "salon_posts", "forum_posts", "resources", "bulletins")
CITY, COUNTY = 4, 6  # digits of a place's code


def parts_sheet(title: str, parts: Sequence[Part], training: Training) -> Sheet:
    """A row for each part with every figure."""
    heads = [Column(_("名称"), width=24), Column(_("编号"), width=16), Column(_("班级数"), Kind.NUMBER, 8)]
    rows = (
        [part.name or outside(), part.code, part.figures.classrooms, *_values(part.figures, training)] for part in parts
    )
    return Sheet(title, [*heads, *_columns(training)], rows)


def days_sheet(days: Days, training: Training) -> Sheet:
    """A row for each day, with what was done on it and how things stood at its end."""
    rows = ([day, *_values(figures, training)] for day, figures in sorted(days.items()))
    return Sheet(_("每日"), [Column(_("日期"), Kind.DAY), *_columns(training)], rows)


def members_sheet(members: Sequence[Member], training: Training) -> Sheet:
    """A row for everybody who counts in one class."""
    heads = [Column(_("姓名"), width=14), Column(_("身份"), width=10)]
    rows = ([member.name, part_name(member.part), *_values(member.figures, training)] for member in members)
    return Sheet(_("学员"), [*heads, *_columns(training)], rows)


def people_sheet(training: Training, places: Sequence[str]) -> Sheet:
    """A row for everybody in each class under the places, read place by place so that no more is held at once."""
    columns = [
        Column(_("市州")), Column(_("县区")), Column(_("教学点"), width=26), Column(_("班级"), width=16),
        Column(_("班级编号"), width=16), Column(_("姓名"), width=14), Column(_("学校"), width=26), Column(_("身份"), width=10),
        Column(_("按时参训")), Column(pgettext("state", "完成")),
        *(Column(str(BY_KEY[key].name), Kind.NUMBER) for key in ("study_minutes", *WORKS)), Column(str(SCORE), Kind.TENTHS),
        *(Column(str(BY_KEY[key].name), Kind.NUMBER) for key in REST[:-1]),
        Column(rung_names(grades_of(training.grade_ladder))[0][1], Kind.NUMBER, 8),
    ]  # fmt: skip
    return Sheet(_("学员"), columns, _people(training, places))


def part_name(part: str) -> str:
    return {"learner": _("学员"), "staff": _("教师和管理员"), "gone": _("已离开本班")}[part]


def outside() -> str:
    return _("不在班级里的（专家、项目组）")


def _people(training: Training, places: Sequence[str]) -> Iterator[list[Any]]:
    names = place_names()
    yes, no = _("是"), _("否")
    for place in places:
        for row in everybody_under(training.id, place):
            part = "learner" if row.is_learner else "staff" if row.is_staff else "gone"
            above = [names.get(row.place_code[:digits], "") for digits in (CITY, COUNTY)]
            flags = (
                [yes if flag else no for flag in (row.is_on_schedule, row.is_complete)]
                if row.is_learner
                else [None, None]
            )
            score = tenths(row.score_sum, row.graded) if row.graded else None
            yield [
                *above, names.get(row.place_code, ""), row.classroom, row.code, row.name, row.school, part_name(part), *flags,
                row.study_minutes, row.assignments, row.waiting, row.graded, score, row.journals, row.salon_posts,
                row.forum_posts, row.resources, row.rung_1,
            ]  # fmt: skip


def _columns(training: Training) -> list[Column]:
    def named(*keys: str) -> list[Column]:
        return [Column(str(BY_KEY[key].name), Kind.NUMBER, 10) for key in keys]

    return [
        *named(*STATES), Column(_("按时参训率"), Kind.SHARE), *named("study_minutes"), Column(_("人均学习分钟"), Kind.NUMBER),
        *named(*WORKS), Column(str(SCORE), Kind.TENTHS, 8),
        *(Column(name, Kind.NUMBER, 8) for _place, name in rung_names(grades_of(training.grade_ladder))), *named(*REST),
    ]  # fmt: skip


def _values(figures: Figures, training: Training) -> list[Any]:
    rungs = [figures.rungs[place] for place, _name in rung_names(grades_of(training.grade_ladder))]
    share = figures.on_schedule / figures.learners if figures.learners else None
    return [
        *(getattr(figures, key) for key in STATES), share, figures.study_minutes, figures.minutes_each,
        *(getattr(figures, key) for key in WORKS), figures.mean_score, *rungs,
        *(getattr(figures, key) for key in REST),
    ]  # fmt: skip
