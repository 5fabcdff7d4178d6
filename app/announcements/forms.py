"""What is typed about an announcement: to whom, what, from when until when."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.announcements.models import Announcement, Audience
from app.announcements.operations import Wording
from app.foundation import clock
from app.foundation.forms import Form, LineField, TextField, not_empty

LONGEST_TITLE = 120
NOW, LATER, DRAFT = "now", "later", "draft"


class ChoiceField(RadioField):
    """One of the choices, in plain words where none was made."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in [choice.value for choice in self.choices or []]:
            raise ValidationError(_("请选一项。"))


class TargetField(SelectField):
    """To whom: the choices are put in by the page, since each person has their own."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in [choice.value for choice in self.choices or []]:
            raise ValidationError(_("请从单子里选一个您可以发公告的地方。"))


class AnnouncementForm(Form):
    """An announcement that is being written; moments are typed in the training's own time."""

    title = LineField(_l("标题"), longest=LONGEST_TITLE)
    text = TextField(_l("正文"), longest=10_000)
    audience = ChoiceField(
        _l("写给谁"),
        choices=[
            SelectChoice(Audience.EVERYBODY, _l("学员和老师")),
            SelectChoice(Audience.LEARNERS, _l("学员")),
            SelectChoice(Audience.STAFF, _l("辅导教师、管理员和技术员")),
        ],
        default=Audience.EVERYBODY,
    )
    when = ChoiceField(
        _l("什么时候发布"),
        choices=[
            SelectChoice(NOW, _l("现在就发")),
            SelectChoice(LATER, _l("到时候再发")),
            SelectChoice(DRAFT, _l("先存着，不发")),
        ],
        default=NOW,
    )
    publish_at = LineField(_l("发布的时间"), longest=20, optional=True, render_kw={"type": "datetime-local"})
    expires_on = LineField(_l("有效到哪一天"), longest=20, optional=True, render_kw={"type": "date"})
    asks_acknowledgement = BooleanField(_l("请看过的人按一下“知道了”"))
    is_pinned = BooleanField(_l("放在最上面"))

    def validate_publish_at(self, field: LineField) -> None:
        if self.when.data == LATER and _moment(field.data, "UTC") is None:
            raise ValidationError(_("请填日期和时间，例如 2026-03-20T08:00。"))

    def validate_expires_on(self, field: LineField) -> None:
        if field.data and _day(field.data) is None:
            raise ValidationError(_("请填日期，例如 2026-03-20；不填就一直有效。"))

    def wording(self, zone: str) -> Wording:
        """What was typed, once it is valid."""
        at = {NOW: clock.now(), LATER: _moment(self.publish_at.data, zone), DRAFT: None}
        return Wording(
            title=str(self.title.data),
            text=str(self.text.data),
            audience=Audience(self.audience.data),
            publish_at=at[str(self.when.data)],
            expires_on=_day(self.expires_on.data),
            asks_acknowledgement=bool(self.asks_acknowledgement.data),
            is_pinned=bool(self.is_pinned.data),
        )


class NewAnnouncementForm(AnnouncementForm):
    """The same with the place or class to which it is said, which no edit changes."""

    to = TargetField(_l("发到哪里"), validators=[not_empty])


def written_in(announcement: Announcement, zone: str) -> dict[str, Any]:
    """What a form begins with when an announcement is changed."""
    at = announcement.publish_at
    when = DRAFT if at is None else (LATER if at > clock.now() else NOW)
    local = at.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") if at else ""
    return {
        "title": announcement.title,
        "text": announcement.text,
        "audience": announcement.audience,
        "when": when,
        "publish_at": local if when == LATER else "",
        "expires_on": announcement.expires_on.isoformat() if announcement.expires_on else "",
        "asks_acknowledgement": announcement.asks_acknowledgement,
        "is_pinned": announcement.is_pinned,
    }


def _moment(typed: str | None, zone: str) -> datetime | None:
    """A moment as a browser writes it, in the zone; None for anything else or anything absurd."""
    try:
        found = datetime.strptime((typed or "").replace(" ", "T")[:16], "%Y-%m-%dT%H:%M").replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None


def _day(typed: str | None) -> date | None:
    try:
        found = date.fromisoformat(typed or "")
    except ValueError:
        return None
    return found if 2000 <= found.year < 2100 else None
