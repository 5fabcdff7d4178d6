"""The words of hints, the same for everybody who reads them."""

from flask_babel import gettext as _


def hint_words() -> dict[str, str]:
    """What each pattern is called to the learner and to who looks after the class."""
    return {
        "long_day": _("这一天读了十四个小时以上"),
        "no_pause": _("连着读了六个小时以上，中间没有歇过十分钟"),
        "night": _("零点到六点之间读了四个小时以上"),
        "at_once": _("几个页面同时都有翻动，加起来半小时以上"),
        "even": _("这些时段的操作间隔非常均匀"),
        "hasty": _("页面汇报得比平常密得多"),
        "repeated": _("同一页把报过的内容又报了许多遍"),
        "fast": _("这一天有好几节读完得比眼睛还快"),
    }
