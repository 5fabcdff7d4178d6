"""What pages call columns, changes and tables."""

from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

TABLES = {
    "people": _l("登录过或改过的账号"),
    "enrolments": _l("后来的分班变动"),
    "staff_assignments": _l("后来的任职变动"),
    "personal_records": _l("后来更正的证件或手机"),
    "schools": _l("改过的学校"),
    "submissions": _l("作业"),
    "journals": _l("日志"),
    "posts": _l("发言"),
    "threads": _l("话题"),
    "study_intervals": _l("学习记录"),
    "study_visits": _l("学习记录"),
    "study_days": _l("学习记录"),
    "drafts": _l("草稿"),
    "notices": _l("通知"),
    "standings": _l("已结算的名次"),
    "person_merges": _l("合并过的账号"),
    "roster_acts": _l("后来的名册变动"),
}
FIELDS = {
    "name": _l("姓名"),
    "classroom": _l("班级"),
    "school": _l("学校"),
    "county": _l("县区"),
    "identity": _l("身份证号"),
    "phone": _l("手机号"),
    "account": _l("账号"),
    "role": _l("身份"),
    "stage": _l("学段"),
}
CHANGES = {"school": _l("换了学校"), "phone": _l("登记手机号"), "identity": _l("登记身份证号")}
ACTS = {
    "import": _l("导入名册"),
    "transfer": _l("转班"),
    "departure": _l("离班"),
    "return": _l("回班"),
    "merge": _l("合并账号"),
}
ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030", "utf-16": "UTF-16", "": "Excel"}


def hindrance_words(found: Iterable[tuple[str, int]]) -> str:
    """作业 2、学习记录 5; tables that have no word of their own are other records."""
    counts: dict[str, int] = {}
    for table, count in found:
        word = str(TABLES.get(table, _("其他记录")))
        counts[word] = max(counts.get(word, 0), count)
    return "、".join(_("%(what)s %(count)d", what=word, count=count) for word, count in counts.items())
