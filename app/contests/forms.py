"""What a learner says against the ledger, and what is answered."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectChoice, SelectField, TimeField
from wtforms.validators import InputRequired

from app.courses.course import TITLE_OF
from app.foundation.errors import Refused
from app.foundation.forms import Form, TextField

LONGEST_REASON = 1000
FIRST_YEAR, LAST_YEAR = 2000, 2200  # the calendar has ends that no zone may touch
NEEDED = InputRequired(_l("这里还没有写。"))


class ContestForm(Form):
    """A day and two times of the training's own zone; seconds may be given, and are when a line of the ledger is."""

    day = DateField(_l("哪一天"), validators=[NEEDED])
    starts = TimeField(_l("从几点"), format=["%H:%M:%S", "%H:%M"], validators=[NEEDED])
    until = TimeField(_l("到几点"), format=["%H:%M:%S", "%H:%M"], validators=[NEEDED])
    topic = SelectField(_l("读的哪一篇"), coerce=int, validators=[NEEDED])
    section = SelectField(
        _l("哪一节"), validators=[NEEDED], choices=[SelectChoice(kind, _l(title)) for kind, title in TITLE_OF.items()]
    )
    reason = TextField(_l("当时的情形"), longest=LONGEST_REASON)

    def __init__(self, *args: Any, **fields: Any) -> None:
        """Seconds are asked for only where they are there already: who remembers an evening knows its minutes."""
        super().__init__(*args, **fields)
        for time in (self.starts, self.until):
            if time.data and time.data.second:
                time.render_kw = {"step": "1"}

    def offer(self, topics: list[tuple[int, str]]) -> None:
        self.topic.choices = [SelectChoice(*topic) for topic in topics]

    def stretch(self, zone: str) -> tuple[datetime, datetime]:
        """From when until when, as instants; an end before the beginning is after midnight."""
        day, starts, until = self.day.data, self.starts.data, self.until.data
        if day is None or starts is None or until is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Refused(gettext("日期不对。"), "day")
        last = day + timedelta(days=until <= starts)
        began, ended = datetime.combine(day, starts, ZoneInfo(zone)), datetime.combine(last, until, ZoneInfo(zone))
        return began.astimezone(UTC), ended.astimezone(UTC)


class AnswerForm(Form):
    words = TextField(_l("答复"), longest=LONGEST_REASON)


def prefilled(began: datetime, ended: datetime, topic_id: int, section: str) -> dict[str, Any]:
    """The fields of a stretch of the ledger, in the training's own zone."""
    return {"day": began.date(), "starts": began.time(), "until": ended.time(), "topic": topic_id, "section": section}
