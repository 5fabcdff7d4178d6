"""The registry of notices: what each kind says, and in which group people find it in their settings.

A new kind is one entry here, one subscriber of an event in `subscribers/`, and, where it is about something that can be
hidden or left, the name of that thing in `policy.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that are silenced together; `hint` says what comes under the name."""

    label: str
    hint: str
    may_be_silent: bool = True
    begins_silent: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """`one` and `many` know %(who)s, a colleague's name or how many colleagues; `many` is said once several of a line are
    unread, and knows %(count)d notices."""

    group: str
    one: str
    many: str | None = None
    is_mailed: bool = True


GROUPS: dict[str, Group] = {
    "grades": Group(_l("批阅"), _l("作业、日志、沙龙帖子批好了，或者重新评定了")),
    "returned": Group(_l("退回再改"), _l("作业退回来请您再写一稿；首页上总会看到")),
    "answers": Group(_l("评语的回话"), _l("有人就一条评语给您回了话")),
    "replies": Group(_l("回复和引用"), _l("您的话题有了新回复，或者有人引用了您的话")),
    "mentions": Group(_l("提到我"), _l("有人在沙龙或论坛里点了您的名")),
    "likes": Group(_l("点赞"), _l("有人赞了您写的话"), begins_silent=True),
    "honours": Group(_l("学员之星"), _l("一周结束，您上了榜")),
    "objections": Group(_l("异议和答复"), _l("您提的异议有了答复，或者有异议等您处理")),
    "second_opinions": Group(_l("请另一位老师再看"), _l("您请求的、或者请您来看的第二次评阅")),
    "showcase": Group(_l("推优和展示"), _l("作品被推荐、选中、展示，或者等您点头")),
    "announcements": Group(_l("公告"), _l("培训、本地和班级发的公告；首页上总会看到")),
    "reminders": Group(_l("督学和表扬"), _l("班级的老师提醒您还差什么，或者夸您做得好")),
    "reports": Group(_l("学情通报"), _l("您这一片发布了新一周的学情通报")),
    "bulletins": Group(_l("班级简报"), _l("本班出了新的一期简报，或者简报里写到了您")),
    "moderation": Group(_l("举报和处理"), _l("有人举报、帖子被隐藏，和处理的结果"), may_be_silent=False),
    "account": Group(_l("账号和数据"), _l("项目组取了您的数据，或者登记了注销"), may_be_silent=False),
}

KINDS: dict[str, Kind] = {
    "accounts_merged": Kind("account", _l("您的两个账号合并成了一个，原来账号里的作品可以在这里读")),
    "graded": Kind("grades", _l("您的《%(title)s》批好了：%(grade)s")),
    "regraded": Kind("grades", _l("您的《%(title)s》重新评定为：%(grade)s")),
    "returned": Kind("returned", _l("《%(title)s》请您再改一稿，辅导教师写了理由")),
    "answered": Kind(
        "answers",
        _l("关于《%(title)s》的评语，有人给您回了话"),
        _l("关于《%(title)s》的评语，又有 %(count)d 句回话"),
    ),
    "opinion_asked": Kind("second_opinions", _l("别班的一位学员请您重新看一份作品")),
    "opinion_given": Kind("second_opinions", _l("《%(title)s》的第二意见来了，两次评定放在一起看")),
    "opinion_on_yours": Kind("second_opinions", _l("您评过的《%(title)s》有了第二意见")),
    "replied": Kind(
        "replies",
        _l("%(who)s回复了您的话题“%(title)s”"),
        _l("%(who)s在您的话题“%(title)s”里回复了 %(count)d 次"),
    ),
    "quoted": Kind("replies", _l("%(who)s在“%(title)s”里引用了您的话")),
    "answer_taken": Kind("replies", _l("您在“%(title)s”里的回复被标为回答")),
    "mentioned": Kind("mentions", _l("%(who)s在“%(title)s”里点了您的名")),
    "liked": Kind("likes", _l("%(who)s赞了您在“%(title)s”里的话"), is_mailed=False),
    "reported": Kind("moderation", _l("“%(title)s”里有一帖被举报，请您看一看"), _l("有 %(count)d 条举报等您看")),
    "contested": Kind("moderation", _l("“%(title)s”里有作者对处理不服，请您再看一看")),
    "report_decided": Kind("moderation", _l("您在“%(title)s”里的举报处理好了")),
    "report_decided_anew": Kind("moderation", _l("您在“%(title)s”里举报过的一帖，后来又看了一次，请看结果")),
    "post_judged": Kind("moderation", _l("您在“%(title)s”里的一帖被举报，管理的老师看过了，请看结果")),
    "announced": Kind("announcements", _l("公告：%(title)s")),
    "resource_reported": Kind("moderation", _l("资源《%(title)s》被举报，请您看一看")),
    "resource_decided": Kind("moderation", _l("您对一份资源的举报处理好了，请看结果")),
    "resource_removed": Kind("moderation", _l("您分享的《%(title)s》被撤下了，请看理由")),
    "bulletin_reported": Kind("moderation", _l("班级简报《%(title)s》被举报，请您看一看")),
    "bulletin_comment_reported": Kind("moderation", _l("简报《%(title)s》下面有一句话被举报，请您看一看")),
    "bulletin_decided": Kind("moderation", _l("您对一期班级简报的举报处理好了，请看结果")),
    "bulletin_hidden": Kind("moderation", _l("您发的简报《%(title)s》被隐藏了，请看理由")),
    "bulletin_comment_hidden": Kind("moderation", _l("您在班级简报下面的一句话被隐藏了：%(answer)s")),
    "hiding_contested": Kind("moderation", _l("《%(title)s》的作者对隐藏不服，请您再看一看")),
    "hiding_kept": Kind("moderation", _l("您对《%(title)s》的申诉有了答复：维持隐藏，理由写在里面")),
    "comment_kept": Kind("moderation", _l("您对一句话被隐藏的申诉有了答复：维持隐藏，理由写在里面")),
    "comment_lifted": Kind("moderation", _l("您在班级简报下面的一句话又放出来了，理由写在里面")),
    "hiding_lifted": Kind("moderation", _l("《%(title)s》又放出来了，理由写在里面")),
    "reported_bulletin_shown": Kind("moderation", _l("您举报过的一期班级简报，后来又看了一次，重新放出来了")),
    "reported_comment_shown": Kind("moderation", _l("您在班级简报下面举报过的一句话，后来又看了一次，重新放出来了")),
    "reported_resource_shown": Kind("moderation", _l("您举报过的一份资源，后来又看了一次，重新放出来了")),
    "honoured": Kind("honours", _l("祝贺！您是第 %(number)s 周的学员之星")),
    "honour_moved": Kind(
        "honours",
        _l("第 %(number)s 周更正以后，学员之星有了变动，这次没有您了。原因写在那一周的页上，您的用心大家看在眼里"),
    ),
    "doubted": Kind("objections", _l("有人对第 %(number)s 周的成绩提出异议，请您看看")),
    "objection_explained": Kind("objections", _l("您对第 %(number)s 周的异议，辅导教师作了说明")),
    "objection_upheld": Kind("objections", _l("您对第 %(number)s 周的异议成立，成绩已经更正")),
    "objection_rejected": Kind("objections", _l("您对第 %(number)s 周的异议有了答复：成绩不变，理由写在里面")),
    "stretch_contested": Kind("objections", _l("%(title)s对研修时间提了异议，等您答复")),
    "contest_accepted": Kind("objections", _l("您提的研修时间异议成立，补计了 %(minutes)s 分钟")),
    "contest_declined": Kind("objections", _l("您提的研修时间异议有了答复，这次没有补计")),
    "recommended": Kind("showcase", _l("辅导教师想把您的《%(title)s》推荐给大家看，等您点头")),
    "picked": Kind("showcase", _l("课程专家选中了您的《%(title)s》")),
    "picked_of_mine": Kind("showcase", _l("课程专家选中了您推荐的《%(title)s》")),
    "shown": Kind("showcase", _l("您的《%(title)s》排上了首页展示")),
    "report_out": Kind("reports", _l("%(area)s第 %(number)s 周的学情通报发布了")),
    "bulletin_out": Kind("bulletins", _l("新一期班级简报：《%(title)s》"), is_mailed=False),
    "named_in_bulletin": Kind(
        "bulletins", _l("班级简报《%(title)s》里写到了您，别的班能不能看到名字由您定"), is_mailed=False
    ),
    "bulletin_commented": Kind("bulletins", _l("%(who)s在简报《%(title)s》下面说了话"), is_mailed=False),
    "consented": Kind("showcase", _l("《%(title)s》的作者同意展示，已经放进作品展示")),
    "data_copied": Kind("account", _l("项目组取了一份您的数据，原因写在里面")),
    "erasure_planned": Kind("account", _l("项目组登记了注销您的账号，还可以撤回，请看一看")),
    "reminded": Kind("reminders", _l("%(name)s老师提醒您：%(words)s")),
    "praised": Kind("reminders", _l("%(name)s老师夸您：%(words)s")),
}


def sentence(kind: str, data: Mapping[str, object], count: int = 1, people: int = 1, actor: str | None = None) -> str:
    """What a line says, for as many notices of as many people as it gathered; one alone is called by name."""
    words = KINDS[kind]
    said = words.many if words.many is not None and count > 1 else words.one
    who = _("%(n)d 位同事", n=people) if people > 1 else actor or _("有人")
    return str(said) % {"who": who, **data, "count": count}


def groups_in_use() -> dict[str, Group]:
    """The groups to which at least one kind belongs, in their order."""
    used = {kind.group for kind in KINDS.values()}
    return {name: group for name, group in GROUPS.items() if name in used}


def kinds_in(group: str) -> list[str]:
    return [name for name, kind in KINDS.items() if kind.group == group]
