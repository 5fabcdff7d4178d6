"""What is lacking, and for what somebody is praised, as people say it; and the words that a round begins with."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext

from app.reminders.pace import Risk
from app.reminders.praising import Merit
from app.reminders.recipients import Channel, Kind, Outcome, Reason

RISKS = {Risk.STEADY: _l("稳"), Risk.NUDGE: _l("要提一提"), Risk.CALL: _l("来不及了，要电话")}
CHANNELS = {
    Channel.NOTICE: _l("站内通知"),
    Channel.MAIL: _l("电子邮件"),
    Channel.SMS: _l("短信"),
    Channel.PHONE: _l("电话"),
    Channel.GROUP: _l("群里的话"),
    Channel.FACE: _l("当面"),
    Channel.MESSAGE: _l("私下发消息"),
}
OUTCOMES = {
    Outcome.REACHED: _l("说上话了"),
    Outcome.LATER: _l("约了再说"),
    Outcome.NO_ANSWER: _l("没有接"),
    Outcome.WRONG_NUMBER: _l("号码不对"),
}
MERITS = {
    Merit.CAUGHT_UP: _l("落下的都补上了"),
    Merit.STARTED_WELL: _l("起步又早又稳"),
    Merit.HELPED: _l("在沙龙里帮了同伴"),
}
REASONS = {
    Reason.DONE: _l("已经补上了"),
    Reason.ENOUGH: _l("七天里已经提醒够了"),
    Reason.SILENCED: _l("本人关掉了这类提醒"),
    Reason.NO_ADDRESS: _l("没有确认过的邮箱"),
    Reason.NO_PHONE: _l("没有登记手机号"),
    Reason.LEFT: _l("已经不在这个班"),
    Reason.DISABLED: _l("账号停用了"),
    Reason.NOTHING: _l("这几天没有新的好消息"),
}
LEAST_NAMED = 3  # in front of everybody nobody stands alone


def lacking_words(short: Sequence[tuple[str, int]]) -> str:
    """缺 2 篇日志、340 分钟学习"""
    return _("、").join(_piece(kind, number) for kind, number in short)


def merit_words(merits: Sequence[str]) -> str:
    return _("，").join(str(MERITS[Merit(merit)]) for merit in merits)


def first_words(kind: Kind) -> str:
    """What the box of a round begins with; people put it into their own words."""
    if kind == Kind.PRAISE:
        return _("{姓名}老师，{好在哪里}，我都看在眼里。谢谢您！照这样走下去就很好。\n——{署名}")
    return _(
        "{姓名}老师，您好！离结束还有{还有几天}天，您还差{缺什么}。不用一晚上补完，今晚先做一样；有难处，回我一声。\n——{署名}"
    )


def group_words(names_by_kind: Mapping[str, Sequence[str]], classroom: str, day: date, days_left: int) -> str:
    """A text for a chat group: who could add what, by name and without numbers; where few lag, no names at all."""
    lines = [
        _("还可以补%(what)s的老师：%(names)s", what=_sort(kind), names=_("、").join(names))
        for kind, names in names_by_kind.items()
        if len(names) >= LEAST_NAMED
    ]
    few = [_sort(kind) for kind, names in names_by_kind.items() if 0 < len(names) < LEAST_NAMED]
    if few:
        lines.append(_("另有几位老师还可以补%(what)s，我会单独联系。", what=_("、").join(few)))
    beginning = _(
        "各位老师好！%(room)s %(month)d月%(day)d日的研修小提醒：", room=classroom, month=day.month, day=day.day
    )
    end = _("离结束还有 %(n)d 天，每晚一点点就赶得上。有难处随时找我。", n=days_left)
    return "\n".join([beginning, *lines, end])


def praise_in_group(names_by_merit: Mapping[str, Sequence[str]], classroom: str) -> str:
    """A text for a chat group that praises, every one by name."""
    lines = [
        _(
            "%(what)s：%(names)s",
            what=merit_words([merit]),
            names=_("、").join(_("%(name)s老师", name=n) for n in names),
        )
        for merit, names in names_by_merit.items()
        if names
    ]
    return "\n".join(
        [_("各位老师好！%(room)s这几天有好些事值得说：", room=classroom), *lines, _("谢谢大家，咱们一起走到底。")]
    )


def _piece(kind: str, number: int) -> str:
    if kind == "minutes":
        return pgettext("lacking", "%(n)d 分钟学习") % {"n": number}
    if kind == "assignments":
        return pgettext("lacking", "%(n)d 篇作业") % {"n": number}
    if kind == "journals":
        return pgettext("lacking", "%(n)d 篇日志") % {"n": number}
    return pgettext("lacking", "%(n)d 次沙龙发言") % {"n": number}


def _sort(kind: str) -> str:
    names = {"minutes": _("学习时间"), "assignments": _("作业"), "journals": _("日志"), "salon_posts": _("沙龙发言")}
    return names[kind]
