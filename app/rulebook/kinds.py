"""What points are given for, as the reasons of a comparison name it: each part of a row of any board."""

from typing import Any

from flask_babel import lazy_gettext as _l

KINDS: dict[str, Any] = {
    "study": _l("学习"),
    "submission": _l("交作业"),
    "journal": _l("发布日志"),
    "thread": _l("发起讨论"),
    "post": _l("发言"),
    "graded-submission": _l("作业评定"),
    "graded-journal": _l("日志评定"),
    "graded-post": _l("发言评定"),
    "graded-pick-submission": _l("作业被专家选中"),
    "graded-pick-journal": _l("日志被专家选中"),
    "graded-pick-thread": _l("话题被专家选中"),
    "graded-pick-resource": _l("资源被专家选中"),
    "shared-used-resource": _l("资源有人用"),
    "shared-rated-resource": _l("资源得到好评"),
    "share_graded": _l("到期批完的比例"),
    "turnaround": _l("批阅用时"),
    "own_words": _l("不重复的评语"),
    "amount": _l("批阅件数"),
    "active": _l("参与学习"),
    "returned": _l("回来学习的"),
    "brought_back": _l("联系以后回来的"),
    "bulletins": _l("班级简报"),
    "picked": _l("简报被专家选中"),
    "salon": _l("沙龙发言"),
}
