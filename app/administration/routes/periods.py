"""Which time a run of a job was for, as people say it; what nobody has words for is shown as it was kept."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.wording import day, days, hour, moment

KEPT = re.compile(r"(?:(?P<code>.+)[ :])?(?P<when>\d{4}-\S+)")
DAY, HOUR = "%Y-%m-%d", "%Y-%m-%dT%H"
ONE_HOUR = timedelta(hours=1)
WAITING = {
    "send-mail": _l("等着发出的邮件"),
    "make-digests": _l("到了时间的摘要"),
    "send-reminders": _l("等到早上的提醒"),
}
NUMBERED = {
    "publish-announcements": _l("编号 %(number)s 的公告"),
    "erase-people": _l("编号 %(number)s 的注销"),
}


def period_said(job: str, period: str, trainings: Mapping[str, Training]) -> str:
    """A week of its training, a day or an hour; of which training only where there are several."""
    if job in WAITING:
        return str(WAITING[job])
    if job in NUMBERED:
        return str(NUMBERED[job]) % {"number": period}
    found = KEPT.fullmatch(period)
    training = trainings.get(found["code"] or "") if found else None
    if found is None or (found["code"] and training is None):
        return period
    try:
        said = _said(found["when"], training)
    except ValueError:
        return period
    return f"{said} · {training.name}" if training and len(trainings) > 1 else said


def _said(when: str, training: Training | None) -> str:
    if training and "W" in when:
        week = Week.parse(when)
        return _("第%(n)d周（%(days)s）", n=training.number_of(week), days=days(week.monday, week.sunday))
    instant = datetime.strptime(when, HOUR if "T" in when else DAY).replace(tzinfo=UTC)
    return f"{moment(instant)}–{hour(instant + ONE_HOUR)}" if "T" in when else day(instant.date())
