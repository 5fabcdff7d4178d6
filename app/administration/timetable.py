"""What each job is for, when it comes round and what its runs came to, in words; one without words is shown by its own."""

import re
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from app.foundation.outcomes import read_outcome


class Told(NamedTuple):
    title: Any
    when: Any


JOBS = {
    "mark-texts": Told(_l("给新写的文字做指纹"), _l("每小时")),
    "close-weeks": Told(_l("结算一周的学员之星"), _l("每周一零点过后")),
    "pass-on-opinions": Told(_l("转交等得太久的第二次评阅"), _l("每小时")),
    "thin-drafts": Told(_l("清理旧草稿"), _l("每天夜里三点半")),
    "learn-sizes": Told(_l("让数据库看看各表有多大"), _l("每天夜里四点")),
    "mend-search": Told(_l("核对搜索索引"), _l("每天夜里三点")),
    "make-digests": Told(_l("准备每天和每周的摘要邮件"), _l("每分钟")),
    "send-mail": Told(_l("发出邮件"), _l("每分钟")),
    "publish-announcements": Told(_l("发布到了时间的公告"), _l("每分钟")),
    "count-days": Told(_l("汇总每天的学情"), _l("每十分钟")),
    "mend-facts": Told(_l("补算改动过的日子"), _l("每小时")),
    "send-reminders": Told(_l("发出等到早上的提醒"), _l("每分钟")),
    "work-out-returns": Told(_l("算出提醒以后谁回来了"), _l("每天早上五点")),
    "forget-rosters": Told(_l("删去三十天前名册里的号码"), _l("每天夜里")),
    "erase-people": Told(_l("注销等待期已满的账号"), _l("每分钟")),
}
OUTCOMES = {
    "published": _l("发布了"),
    "nothing-left": _l("没有要做的了"),
    "erased": _l("注销了"),
    "called-off": _l("已经撤回，没有注销"),
    "drafts-thinned": _l("清理了 %(versions)s 个旧版本"),
    "texts-marked": _l("做了 %(texts)s 篇文字的指纹"),
    "letters-sent": _l("发出 %(letters)s 封邮件"),
    "digests-made": _l("准备了 %(digests)s 份摘要"),
    "opinions-passed-on": _l("转交了 %(opinions)s 份"),
    "week-closed": _l("结算了，第 %(revision)s 版，指纹 %(hash)s"),
    "reminders-sent": _l("发出 %(sent)s 条提醒，%(dropped)s 条已经不用发"),
    "returns-worked-out": _l("看了 %(contacts)s 次联系"),
    "rosters-forgotten": _l("删去了 %(rosters)s 份名册里的号码"),
    "search-mended": _l("补正了 %(entries)s 条索引"),
    "day-counted": _l("汇总了 %(people)s 人"),
    "days-mended": _l("补算了 %(days)s 天"),
    "sizes-learnt": _l("看过了所有的表"),
}
FORMERLY = {
    "nothing-left": "nothing left to do",
    "called-off": "called off",
    "drafts-thinned": r"(?P<versions>\d+) versions",
    "texts-marked": r"(?P<texts>\d+) texts",
    "opinions-passed-on": r"(?P<opinions>\d+) went on",
    "week-closed": r"revision (?P<revision>\d+), (?P<hash>\w+)",
    "returns-worked-out": r"(?P<contacts>\d+) contacts looked at",
    "rosters-forgotten": r"(?P<rosters>\d+) rosters forgotten",
    "search-mended": r"(?P<entries>\d+) entries mended",
    "days-mended": r"(?P<days>\d+) days counted anew",
    "sizes-learnt": "sizes of all tables",
}


def worded(kept: str) -> str:
    """What a run came to, by the key that its row keeps or the sentence that rows kept formerly; else as it was kept."""
    key, values = read_outcome(kept)
    if key not in OUTCOMES:
        key, values = _read_formerly(kept)
    return str(OUTCOMES[key]) % values if key in OUTCOMES else kept


def _read_formerly(kept: str) -> tuple[str, dict[str, str]]:
    for key, sentence in FORMERLY.items():
        found = re.fullmatch(sentence, kept)
        if found:
            return key, found.groupdict()
    return "", {}
