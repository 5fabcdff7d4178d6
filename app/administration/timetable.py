"""What each job is for and when it comes round, in words; one without words is shown by its own."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l


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
