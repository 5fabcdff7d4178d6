"""The points table as a form: one field for each key, checked beside the field."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, ValidationError

from app.foundation.forms import Form, TextField
from app.rankings.rules import Rules
from app.rulebook.keys import KEYS, MOST, Key, Unfit, flat, nested

LONGEST_REASON = 500
GROUPS: list[tuple[Any, tuple[str, ...]]] = [
    (_l("学习和做的事"), ("study", "points", "a_day", "least_characters", "points_a_day")),
    (_l("教师的评定和专家的推优"), ("grades", "picked")),
    (_l("分享的资源"), ("shared",)),
    (_l("学员之星和活跃班级"), ("learners", "classrooms")),
    (_l("优秀辅导教师"), ("tutors",)),
    (_l("优秀班级管理员"), ("administrators",)),
    (_l("公示"), ("objections",)),
]
LABELS: dict[str, Any] = {
    "study.seconds_a_point": _l("学习多少分钟得 1 分"),
    "study.seconds_a_day": _l("学习一天最多计多少分钟"),
    "points.submission": _l("交一份作业得分"),
    "points.journal": _l("发布一篇日志得分"),
    "points.thread": _l("发起讨论得分"),
    "points.post": _l("发言得分"),
    "a_day.submission": _l("作业一天最多计几份"),
    "a_day.journal": _l("日志一天最多计几篇"),
    "a_day.talk": _l("发言和讨论一天最多计几条"),
    "least_characters.journal": _l("日志至少多少字"),
    "least_characters.thread": _l("讨论至少多少字"),
    "least_characters.post": _l("发言至少多少字"),
    "points_a_day": _l("一天合计最多多少分"),
    "picked.submission": _l("作业被专家选中得分"),
    "picked.journal": _l("日志被专家选中得分"),
    "picked.thread": _l("话题被专家选中得分"),
    "picked.resource": _l("资源被专家选中得分"),
    "shared.used": _l("资源每有一人用得分"),
    "shared.uses_a_week": _l("一周最多算几个人用"),
    "shared.stars": _l("几星以上算好评"),
    "shared.raters": _l("满几人好评加分"),
    "shared.rated": _l("满了加多少分"),
    "shared.more_raters": _l("满几人好评再加分"),
    "shared.rated_more": _l("再加多少分"),
    "learners.winners": _l("每周几位学员之星"),
    "learners.a_class": _l("一个班最多几位"),
    "learners.rest_weeks": _l("当过以后让几周"),
    "classrooms.winners": _l("每周几个活跃班级"),
    "classrooms.weight": _l("每班加几位“平均学员”"),
    "tutors.winners": _l("每周几位辅导教师"),
    "tutors.days_to_grade": _l("作品交来几天算到期"),
    "tutors.share_graded": _l("到期批完的比例，满分"),
    "tutors.turnaround": _l("批阅用时，满分"),
    "tutors.swift_hours": _l("多少小时以内满分"),
    "tutors.slow_hours": _l("多少小时以上 0 分"),
    "tutors.own_words": _l("不重复的评语，满分"),
    "tutors.amount": _l("批阅件数，满分"),
    "tutors.full_amount": _l("批阅多少件得满分"),
    "administrators.winners": _l("每周几位班级管理员"),
    "administrators.active": _l("班里参与学习，满分"),
    "administrators.returned": _l("回来学习的，满分"),
    "administrators.brought_back": _l("联系以后回来的，满分"),
    "administrators.bulletins": _l("发出班级简报，满分"),
    "administrators.least_bulletin": _l("简报至少多少字"),
    "administrators.picked": _l("简报被专家选中，每期另加"),
    "administrators.salon": _l("沙龙发言，满分"),
    "administrators.full_salon": _l("沙龙发言多少条得满分"),
    "objections.days": _l("结算后公示几天"),
    "objections.days_after_correction": _l("更正后再公示几天"),
}
WORKS = {"submission": _l("作业"), "journal": _l("日志"), "post": _l("发言")}


def label_of(key: Key) -> str:
    """What a key is called."""
    if key.path[0] == "grades":
        return _("%(work)s评为“%(grade)s”得分", work=WORKS[key.path[1]], grade=key.path[2])
    return str(LABELS[key.name])


class KeyField(StringField):
    """A value of the table as typed; `stored` is what it means once it has been checked."""

    def __init__(self, label: Any = None, *, key: Key, **options: Any) -> None:
        super().__init__(label, **options)
        self.key = key
        self.stored = 0
        self.flags.required = True

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        try:
            self.stored = self.key.read(self.data or "")
        except Unfit as fault:
            raise ValidationError(_why(fault.why, self.key)) from fault


def _why(why: str, key: Key) -> str:
    return {
        "number": _("请写一个数字。"),
        "whole": _("最多三位小数。") if key.unit > 1 else _("请写整数。"),
        "least": _("不能小于 %(n)d。", n=key.least),
        "most": _("不能大于 %(n)d。", n=MOST),
    }[why]


class _Rulebook(Form):
    """The fields of the keys are added below."""

    reason = TextField(_l("为什么要改（发布时写，人人可见）"), longest=LONGEST_REASON, optional=True)

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.values["tutors.slow_hours"] <= self.values["tutors.swift_hours"]:
            self.refuse(_("要比“多少小时以内满分”大。"), "tutors__slow_hours")
            return False
        return True

    @property
    def fields_of_keys(self) -> list[KeyField]:
        return [field for field in self if isinstance(field, KeyField)]

    @property
    def values(self) -> dict[str, int]:
        return {field.key.name: field.stored for field in self.fields_of_keys}

    @property
    def table(self) -> dict[str, Any]:
        return nested(self.values)

    @property
    def groups(self) -> list[tuple[Any, list[KeyField]]]:
        """Fields under their headings."""
        return [
            (title, [field for field in self.fields_of_keys if field.key.path[0] in parts]) for title, parts in GROUPS
        ]


def _field(key: Key) -> KeyField:
    return KeyField(key=key, render_kw={"inputmode": "decimal", "size": 8, "autocomplete": "off"})


RulebookForm = type("RulebookForm", (_Rulebook,), {key.name.replace(".", "__"): _field(key) for key in KEYS})


def form_of(rules: Rules) -> Any:
    """The form, filled with a table where nothing was sent."""
    values = flat(rules)
    form = RulebookForm(data={key.name.replace(".", "__"): key.typed(values[key.name]) for key in KEYS})
    for field in form.fields_of_keys:
        field.label.text = label_of(field.key)
    return form
