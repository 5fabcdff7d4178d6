"""Figures taken away as a file, each time written down, and the page that says who took what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.clock import local_day
from app.foundation.errors import NotFound
from app.foundation.limits import limiter
from app.foundation.sheets import Sheet, as_download, write_workbook
from app.people.queries import get_place
from app.statistics.definitions import legend
from app.statistics.forms import PEOPLE, TABLES, ExportForm
from app.statistics.operations import record_export
from app.statistics.policy import may_read_exports, may_read_figures_of, may_read_statistics
from app.statistics.queries import Area, PartKind, as_parts, days_of, members_of, parts_of, seats_under
from app.statistics.queries.exports import A_PAGE, exports_on
from app.statistics.queries.workbooks import days_sheet, members_sheet, parts_sheet, people_sheet
from app.statistics.routes.blueprint import Look, asked_classroom, look, look_at, statistics

A_PERSONS_PACE = "10/minute"


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the log."""

    number: int
    count: int

    def url_for(self, number: int) -> str:
        return url_for("statistics.exports", page=number)


@statistics.post("/statistics/<code>/exports")
@permitted(may_read_statistics)
@limiter.limit(A_PERSONS_PACE)
def export_place(code: str) -> ResponseReturnValue:
    """A file for each press: pressed twice, two files leave the house, and the log says so."""
    if not may_read_figures_of(viewer(), code):
        raise NotFound
    here, seen, form = get_place(code), look(), ExportForm()
    parts, rooms = parts_of(seen.training, here, seen.period, seen.moment)
    if form.asks_for_people:
        record_export(viewer().id, seen.training.id, code, PEOPLE, rows := seats_under(seen.training.id, code))
        has_own_classes = any(part.kind is PartKind.CLASSROOM for part in parts)
        places = [code] if has_own_classes else [part.code for part in parts if part.kind is PartKind.PLACE]
        return _file(seen, here.name, rows, [people_sheet(seen.training, places)])
    days = days_of(seen.training, [Area(here.name, code)], seen.period)[0]
    record_export(viewer().id, seen.training.id, code, TABLES, rows := len(parts) + len(rooms) + len(days))
    sheets = [parts_sheet(_("下一级"), parts, seen.training), parts_sheet(_("班级"), as_parts(rooms), seen.training)]
    return _file(seen, here.name, rows, [*sheets, days_sheet(days, seen.training)])


@statistics.post("/statistics/classrooms/<code>/exports")
@permitted(may_read_statistics)
@limiter.limit(A_PERSONS_PACE)
def export_classroom(code: str) -> ResponseReturnValue:
    here = asked_classroom(code)
    seen = look_at(here.training)
    members = members_of(here.id, seen.period, is_newest=seen.is_newest)
    days = days_of(seen.training, [Area(here.name, classroom_id=here.id)], seen.period)[0]
    record_export(viewer().id, seen.training.id, here.code, PEOPLE, rows := len(members) + len(days))
    return _file(seen, here.name, rows, [members_sheet(members, seen.training), days_sheet(days, seen.training)])


@statistics.get("/statistics/exports")
@permitted(may_read_exports)
def exports() -> str:
    number = min(max(1, request.args.get("page", 1, int)), 10_000)
    found, count = exports_on(number)
    pages = Pages(number, -(-count // A_PAGE))
    return render_template("statistics/exports.html", exports=found, pages=pages, training=look().training)


def _file(seen: Look, name: str, rows: int, sheets: Sequence[Sheet]) -> Any:
    day = local_day(clock.now(), seen.training.time_zone)
    file = write_workbook(sheets, _notes(seen, name, rows), seen.training.time_zone)
    return as_download(file, _("学情-%(name)s-%(day)s.xlsx", name=name, day=day))


def _notes(seen: Look, name: str, rows: int) -> list[tuple[str, str]]:
    """What a file says of itself: whose figures of which days, as of when, who took it, and what each figure counts."""
    zone = seen.training.time_zone
    return [
        (_("培训"), seen.training.name),
        (_("范围"), name),
        (_("日期"), f"{seen.period.first} – {seen.period.last}"),
        (_("数字截至"), _said(seen.as_of, zone)),
        (_("导出时间"), _said(clock.now(), zone)),
        (_("导出人"), f"{viewer().name}（{viewer().account}）"),
        (_("行数"), str(rows)),
        *legend(),
    ]


def _said(instant: datetime | None, zone: str) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}" if instant else _("还没有统计")
