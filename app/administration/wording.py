"""What is said of calendars, ladders, roles and changes, in words that need no developer."""

from flask_babel import lazy_gettext as _l

from app.administration.calendar import Wrong as InCalendar
from app.administration.ladder import Wrong as InLadder

CALENDAR_FAULTS = {
    InCalendar.ENDS_EARLY: _l("结束的日子早于开始的日子。"),
    InCalendar.LATE_BEFORE_END: _l("补交截止不能早于培训结束。"),
    InCalendar.TOO_LONG: _l("一期培训最长 60 周。"),
    InCalendar.UNKNOWN_ZONE: _l("没有这个时区。"),
    InCalendar.HAS_BEGUN: _l("培训已经开始，这一项不能再改：学习时间和每周的起止都按它算过了。"),
    InCalendar.WEEK_IS_CLOSED: _l("这样会把已经结算的周排除在日程以外，结算过的周不能变。"),
    InCalendar.IS_PAST: _l("不能改到已经过去的日子。"),
}
LADDER_FAULTS = {
    InLadder.TOO_FEW: _l("至少要有两个等第。"),
    InLadder.ODD_NAME: _l("等第的名称只用汉字、字母和数字。"),
    InLadder.SAME_NAME: _l("两个等第的名称一样。"),
    InLadder.NOT_FALLING: _l("分数要从高到低，一档比一档低。"),
    InLadder.NO_GROUND: _l("最低一档要从 0 分起，否则有的分数没有等第。"),
    InLadder.NAMES_STAY: _l(
        "培训已经开始，等第的个数和名称不能再改，只能改分数线：评过的等第和计分规则都用着这些名称。"
    ),
}
ROLES = {
    "project_team": _l("项目组"),
    "area_administrator": _l("区域管理员"),
    "expert": _l("课程专家"),
    "tutor": _l("辅导教师"),
    "class_administrator": _l("班级管理员"),
    "technician": _l("技术员"),
    "learner": _l("学员"),
}
REQUIREMENTS = {
    "minutes": _l("研修时间（分钟）"),
    "assignments": _l("作业（份）"),
    "assignments_per_module": _l("每个模块至少（份）"),
    "journals": _l("研修日志（篇）"),
    "salon_posts": _l("班级沙龙发言（条）"),
}
FIELDS = {
    **REQUIREMENTS,
    "name": _l("名称"),
    "place": _l("所在地"),
    "starts_on": _l("开始"),
    "ends_on": _l("结束"),
    "late_until": _l("补交截止"),
    "time_zone": _l("时区"),
}
CHANGES = {
    "name": _l("名称"),
    "calendar": _l("日程"),
    "scheme": _l("考核要求"),
    "ladder": _l("等第"),
    "classroom": _l("名称或所在地"),
    "rename": _l("改名"),
    "school": _l("转学校"),
    "disable": _l("停用账号"),
    "enable": _l("恢复账号"),
}
WEEK_STATES = {
    "closed": _l("已结算"),
    "running": _l("正在进行"),
    "over": _l("已结束，等结算"),
    "coming": _l("还没到"),
}


def label_of(field: str) -> str:
    """What a changed field is called; a grade is called by itself."""
    return str(FIELDS.get(field, field))
