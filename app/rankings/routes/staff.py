"""Why a tutor or a class administrator has their place: each part of the hundred points, with the numbers behind it."""

from typing import NamedTuple

from flask import render_template
from flask_babel import gettext as _

from app.foundation.access import signed_in, viewer
from app.foundation.errors import NotFound
from app.people.models import Person
from app.rankings.policy import may_read_reasons
from app.rankings.queries.counted import Counted, counted_bulletins, counted_contacts
from app.rankings.queries.names import people_named, rooms_named
from app.rankings.routes.blueprint import asked_standings, rankings
from app.rankings.routes.words import board_names, gap_to, week_days, week_name
from app.rankings.rules import Rules
from app.rankings.scoring.rows import ADMINISTRATORS, TUTORS, Row


class Part(NamedTuple):
    """One part of the hundred: what was counted, in words, the points it gave, those it can give, where to look.

    Of what is given on top of the hundred `full` is what each one gives.
    """

    name: str
    words: str
    points: int
    full: int
    counted: tuple[Counted, ...] = ()
    is_extra: bool = False


@rankings.get("/honours/<week>/tutors/<int:person_id>")
@signed_in
def tutor(week: str, person_id: int) -> str:
    return _reasons(week, TUTORS, person_id)


@rankings.get("/honours/<week>/administrators/<int:person_id>")
@signed_in
def administrator(week: str, person_id: int) -> str:
    return _reasons(week, ADMINISTRATORS, person_id)


def _reasons(week: str, board: str, person_id: int) -> str:
    training, parsed, standings = asked_standings(week)
    row = standings.find(board, person_id)
    if row is None or not may_read_reasons(viewer(), row, standings.count(board)):
        raise NotFound
    parts = (
        tutor_parts(row, standings.rules) if board == TUTORS else administrator_parts(row, standings.rules, viewer())
    )
    return render_template(
        "rankings/staff.html",
        week=parsed,
        name=week_name(training, parsed),
        days=week_days(parsed),
        board=board,
        board_name=board_names()[board],
        closed=standings.closed,
        row=row,
        person=people_named([person_id])[person_id],
        room=rooms_named([row.classroom_id]).get(row.classroom_id or 0),
        parts=parts,
        gap=gap_to(row, standings.find_above(row)),
    )


def tutor_parts(row: Row, rules: Rules) -> list[Part]:
    """What was counted, in words with its numbers, the points it gave and those it can give."""
    parts, points, table = row.parts, row.parts["points"], rules.tutors
    days, swift, slow = table["days_to_grade"], table["swift_hours"], table["slow_hours"]
    due = _(
        "到这一周结束时交来满 %(days)d 天的 %(due)d 件里，批完了 %(done)d 件。",
        days=days,
        due=parts["due"],
        done=parts["done"],
    )
    if not parts["due"]:
        due = _("这一周没有交来满 %(days)d 天的作品；批阅过的，这一项算满分。", days=days)
    pace = _("这一周没有批阅。")
    if parts["median"] is not None:
        pace = _(
            "从交来到批完，居中的一件用了 %(n)s 小时；%(swift)d 小时以内满分，%(slow)d 小时起没有分。",
            n=f"{parts['median'] / 3600:.1f}", swift=swift, slow=slow,
        )  # fmt: skip
    own = _("批阅的 %(n)d 件里，%(own)d 件的评语没有写过第二遍。", n=parts["graded"], own=parts["own"])
    amount = _("批阅了 %(n)d 件；%(full)d 件满分。", n=parts["graded"], full=table["full_amount"])
    told = {"share_graded": (_("到期作品"), due), "turnaround": (_("批阅用时"), pace)}
    told |= {"own_words": (_("不重复的评语"), own), "amount": (_("批阅件数"), amount)}
    return [Part(*told[name], points[name], table[name]) for name in told]


def administrator_parts(row: Row, rules: Rules, reader: Person) -> list[Part]:
    """The same for whoever looks after a class; what the week's table did not count is not spoken of."""
    parts, points, table = row.parts, row.parts["points"], rules.administrators
    active = _("班里 %(n)d 位学员，%(active)d 位这一周有计分的学习。", n=parts["members"], active=parts["active"])
    lost = parts["back"] + parts["silent"]
    back = _("三天没有动静的 %(lost)d 位学员里，%(back)d 位这一周回来了。", lost=lost, back=parts["back"])
    if not lost:
        back = _("这一周没有人三天没有动静，这一项满分。")
    salon = _("在本班沙龙里说了 %(n)d 次；%(full)d 次满分。", n=parts["posts"], full=table["full_salon"])
    told = {"active": (_("参与学习"), active), "returned": (_("回来学习的"), back)}
    told |= {"brought_back": (_("联系以后回来的"), _brought_words(row))}
    told |= {
        "bulletins": (_("班级简报"), _bulletin_words(row, table["least_bulletin"])),
        "salon": (_("沙龙发言"), salon),
        "picked": (
            _("简报被专家选中"),
            _("本班简报这一周被专家选中 %(n)d 期，在 100 分以外另加。", n=len(parts.get("picked", ()))),
        ),
    }
    counted = {
        "brought_back": counted_contacts(parts.get("brought", ()), reader),
        "bulletins": counted_bulletins(parts.get("bulletins", ())),
        "picked": counted_bulletins(parts.get("picked", ())),
    }
    return [
        Part(*told[name], points[name], table[name], tuple(counted.get(name, ())), name == "picked")
        for name in told
        if name in points
    ]


def _brought_words(row: Row) -> str:
    back, silent = len(row.parts.get("brought", ())), row.parts["silent"]
    if not back and not silent:
        return _("现在没有学员要再请回来，这一项满分。")
    return _(
        "好几天没有学习的学员，联系以后三天以内回来了 %(back)d 位；还没有动静的 %(silent)d 位。",
        back=back,
        silent=silent,
    )


def _bulletin_words(row: Row, least: int) -> str:
    out, rooms = len(row.parts.get("bulletins", ())), row.parts.get("rooms", 1)
    if rooms > 1:
        return _(
            "%(rooms)d 个班里，%(n)d 个班这一周发了简报（自己写的至少 %(least)d 字）。", rooms=rooms, n=out, least=least
        )
    if out:
        return _("这一周发了班级简报；一个班一周计一期。")
    return _("这一周没有发班级简报（自己写的至少 %(least)d 字）。", least=least)
