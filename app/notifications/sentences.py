"""What a notice says, one sentence for each kind."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "graded": _l("您的《%(title)s》批好了：%(grade)s"),
    "regraded": _l("您的《%(title)s》重新评定为：%(grade)s"),
    "returned": _l("《%(title)s》请您再改一稿，辅导教师写了理由"),
    "answered": _l("关于《%(title)s》的评语，有人给您回了话"),
    "recommended": _l("辅导教师想把您的《%(title)s》推荐给大家看，等您点头"),
    "consented": _l("《%(title)s》的作者同意展示，已经放进作品展示"),
    "replied": _l("您的话题“%(title)s”有了新回复"),
    "quoted": _l("有人在“%(title)s”里引用了您的话"),
    "honoured": _l("祝贺！您是第 %(number)s 周的学员之星"),
}


def sentence(kind: str, data: Mapping[str, object]) -> str:
    return str(SENTENCES[kind]) % data
