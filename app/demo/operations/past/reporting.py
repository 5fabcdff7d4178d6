"""Standing reports of the weeks that have ended: the province's and each city's, on Monday morning."""

from datetime import datetime, timedelta

from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.database import db
from app.people.models import Appointment, Place, PlaceKind, Role
from app.reports.operations import publish_report
from app.reports.queries.drafting import ended_weeks

MONDAY_MORNING = timedelta(hours=9, minutes=20)
INTRODUCTIONS = (
    "各县市区管理员：这一周的情况请大家先看“走在前面的”，再看自己那一行。周三上午我们照例碰个头，每处说一件做成的事，再说一件难办的事。",
    "开班以来大家都很辛苦。白天带班，晚上研修，能坚持下来就不容易。数字只是提醒，打电话的时候先问身体和家里，再说作业。",
    "本周请各班管理员把一周没有上线的学员逐个联系一遍，问清是网络、是家里有事，还是忘了账号，情况记在班里，周五汇总给我。",
    "有几个班的沙龙这周聊得很好，话题都是班里真实的事。请其他班的辅导教师也去看一看，取取经。",
    "学校里事多，白天抽不出整块的时间。请把进度往前赶一赶，不要等到最后一周。辅导教师那边积压的作业，请先评交得早的。",
    "差一点的学员，多数只差一两篇。请把名单落实到人，今天打电话，明天看结果。",
    "",
)  # fmt: skip


def publish_reports(training_id: int, now: datetime) -> int:
    """All that would be there by now, but for the newest week of the demo administrator's own city."""
    training = db.session.get_one(Training, training_id)
    weeks = ended_weeks(training, training.day_of(now))
    areas = _areas(training.place_code)
    published = 0
    for number, week in enumerate(weeks):
        at = week.ends_at(training.time_zone) + MONDAY_MORNING
        for place, (code, writer) in enumerate(areas):
            is_left = week == weeks[-1] and place == 1 and now < at + timedelta(days=7)
            if at > now or is_left:
                continue
            with clock.standing_at(at + timedelta(minutes=11 * place % 170)):
                words = INTRODUCTIONS[(number * 3 + place) % len(INTRODUCTIONS)]
                publish_report(writer, training_id, code, week, words)
                published += 1
    return published


def _areas(province: str) -> list[tuple[str, int]]:
    """The province with somebody of the team, each city with its administrator."""
    roles = (Appointment.role == Role.PROJECT_TEAM) | (Appointment.role == Role.AREA_ADMINISTRATOR)
    rows = db.session.execute(
        select(Appointment.place_code, Appointment.person_id)
        .join(Place, Place.code == Appointment.place_code)
        .where(roles, (Place.code == province) | (Place.kind == PlaceKind.CITY))
        .order_by(Appointment.place_code, Appointment.id.desc())
    )
    return sorted({row.place_code: row.person_id for row in rows}.items())
