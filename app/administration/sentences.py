"""What each recorded act says in the log: who did it stands before it, names are found when it is read.

A new act is one line here; one without a line is shown by its own name, among the everyday ones.
"""

from collections.abc import Mapping
from typing import NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel import pgettext


class Sentence(NamedTuple):
    """`is_daily` marks what learners and tutors do every day; the log shows it when asked for."""

    words: str
    is_daily: bool = False


RUNNING: dict[str, str] = {
    "TrainingCreated": _l("建了培训“%(training)s”"),
    "TrainingChanged": _l("改了“%(training)s”的%(what)s"),
    "ClassroomOpened": _l("开了班级“%(classroom)s”"),
    "ClassroomChanged": _l("改了“%(classroom)s”的名称或所在地"),
    "StaffAssigned": _l("请%(person)s做“%(classroom)s”的%(role)s"),
    "StaffRelieved": _l("结束了%(person)s在“%(classroom)s”的%(role)s工作"),
    "RoleGiven": _l("给%(person)s加了职务：%(role)s（%(place)s）"),
    "RoleEnded": _l("结束了%(person)s的职务：%(role)s（%(place)s）"),
    "LearnerEnrolled": _l("把%(person)s编进“%(classroom)s”"),
    "LearnerTransferred": _l("把%(person)s转到“%(classroom)s”"),
    "LearnerLeft": _l("让%(person)s离开“%(classroom)s”"),
    "ActivationCodeIssued": _l("给%(person)s发了新的激活码"),
    "PersonActivated": _l("用激活码设了密码"),
    "PasswordChanged": _l("改了密码"),
    "PersonDisabled": _l("停用了%(person)s的账号"),
    "PersonEnabled": _l("恢复了%(person)s的账号"),
    "PersonRenamed": _l("改了%(person)s的名字"),
    "SchoolChanged": _l("给%(person)s换了学校"),
    "PointsTablePublished": _l("发布了“%(training)s”的新计分规则"),
    "WeekClosed": _l("结算了“%(training)s”%(week)s那一周"),
    "CourseSynced": _l("更新了课程内容"),
    "JobStarted": _l("手动运行了任务“%(job)s”"),
    "DataCopyAsked": _l("要了一份%(person)s的个人数据"),
    "ErasurePlanned": _l("登记了%(person)s的注销"),
    "ErasureCalledOff": _l("撤回了%(person)s的注销"),
    "PersonErased": _l("注销了%(person)s，数字都留着"),
    "ReportDecided": _l("处理了一条举报"),
    "ObjectionAnswered": _l("答复了一条异议"),
    "ContestAnswered": _l("答复了%(person)s对研修时间的异议"),
    "HintTalkedOver": _l("和%(person)s谈过一次研修时间"),
    "WorkPicked": _l("选中了%(person)s的作品"),
    "PickWithdrawn": _l("撤下了选中的作品"),
    "WorkShown": _l("把%(person)s的作品放上首页"),
    "ShowingEnded": _l("把一件作品从首页撤下"),
    "ThreadMoved": _l("移动了一个话题"),
    "StandingReportPublished": _l("发布了%(place)s %(week)s那一周的学情通报"),
    "FiguresExported": _l("导出了学情统计"),
    "RosterSent": _l("上传了一份名册"),
    "RosterImported": _l("导入了一份名册"),
    "RosterActUndone": _l("撤销了一次名册的改动"),
    "AccountsMerged": _l("合并了两个账号"),
    "PersonalDataShown": _l("看了%(person)s的身份证号或电话"),
    "ClassCodesIssued": _l("给“%(classroom)s”发了一批激活码"),
    "RoundMade": _l("给“%(classroom)s”发了一轮提醒"),
    "CallNumbersShown": _l("看了“%(classroom)s”电话单上的号码"),
    "ReminderRulesChanged": _l("改了“%(training)s”的提醒规则"),
    "BulletinPublished": _l("发布了“%(classroom)s”的简报"),
    "BulletinCommentHidden": _l("隐藏了简报下的一条评论"),
    "ResourceRemoved": _l("撤下了%(person)s共享的一份资源"),
    "BulletinTakenBack": _l("收回了“%(classroom)s”的一期简报"),
    "BulletinReturned": _l("把“%(classroom)s”收回的简报又放了出来"),
    "BulletinReportsDecided": _l("处理了一期简报的举报"),
    "ResourceReportsDecided": _l("处理了一份资源的举报"),
    "BulletinShownAgain": _l("把隐藏了的简报或者评论又放了出来"),
    "ResourceShownAgain": _l("把撤下的%(person)s的一份资源又放了出来"),
    "HidingReviewed": _l("重新看了一次隐藏"),
    "AnnouncementWritten": _l("写了一份公告"),
    "AnnouncementEdited": _l("改了一份公告"),
    "AnnouncementPublished": _l("发布了一份公告"),
    "AnnouncementWithdrawn": _l("撤下了一份公告"),
}
DAILY: dict[str, str] = {
    "SessionsEnded": _l("结束了%(person)s在各处的登录"),
    "SubmissionHandedIn": _l("交了一份作业"),
    "SubmissionTakenBack": _l("收回了一份作业"),
    "JournalWritten": _l("写了一篇日志"),
    "JournalEdited": _l("改了一篇日志"),
    "JournalPublished": _l("发布了一篇日志"),
    "ThreadStarted": _l("发起了一个话题"),
    "ReplyPosted": _l("回复了一个话题"),
    "PostEdited": _l("改了一帖"),
    "PostHidden": _l("隐藏了一帖"),
    "PostRestored": _l("恢复了一帖"),
    "PostLiked": _l("赞了%(person)s的一帖"),
    "LikeTakenBack": _l("取消了一个赞"),
    "PersonMentioned": _l("点了%(person)s的名"),
    "ThreadMarked": _l("给一个话题做了标记"),
    "ThreadMarkLifted": _l("取消了话题的标记"),
    "WorkGraded": _l("评了%(person)s的一份作品"),
    "GradeTakenBack": _l("收回了给%(person)s的评定"),
    "SubmissionReturned": _l("把%(person)s的作业退回再改"),
    "GradeAnswered": _l("给一条评语回了话"),
    "SecondOpinionAsked": _l("请另一位老师再看一份作品"),
    "SecondOpinionPassedOn": _l("第二次评阅转给了另一位老师"),
    "SecondOpinionGiven": _l("给了%(person)s的作品第二意见"),
    "WorkRecommended": _l("推荐了%(person)s的作品"),
    "ShowcaseConsented": _l("同意展示自己的作品"),
    "RecommendationWithdrawn": _l("收回了一次推荐"),
    "PostReported": _l("举报了一帖"),
    "DecisionContested": _l("对处理提出申诉"),
    "HidingContested": _l("对隐藏提出申诉"),
    "ObjectionRaised": _l("对周榜提了异议"),
    "ObjectionWithdrawn": _l("收回了异议"),
    "StretchContested": _l("对研修时间提了异议"),
    "SectionFinished": _l("读完了专题的一节"),
    "AddressNamed": _l("填了邮箱"),
    "AddressConfirmed": _l("确认了邮箱"),
    "AddressForgotten": _l("删了邮箱"),
    "Unsubscribed": _l("退订了一种邮件"),
    "LearnerReminded": _l("提醒了%(person)s"),
    "ReminderDropped": _l("有一条给%(person)s的提醒不用发了"),
    "ContactNoted": _l("记下了和%(person)s的一次联系"),
    "LettersAccepted": _l("愿意收提醒邮件"),
    "BulletinBegun": _l("开始写“%(classroom)s”的简报"),
    "BulletinDiscarded": _l("丢掉了“%(classroom)s”的一份简报草稿"),
    "BulletinCommented": _l("评论了一份简报"),
    "BulletinLiked": _l("赞了一份简报"),
    "BulletinLikeTakenBack": _l("取消了对一份简报的赞"),
    "NamingAgreed": _l("同意在简报里出现名字"),
    "NamingTakenBack": _l("不再同意在简报里出现名字"),
    "ResourceShared": _l("共享了一份资源"),
    "ResourceEdited": _l("改了一份资源"),
    "ResourceWithdrawn": _l("收回了一份资源"),
    "ResourceUsed": _l("用了一份资源"),
    "ResourceRated": _l("给一份资源打了分"),
    "ResourceKept": _l("收藏了一份资源"),
    "ResourceLetGo": _l("取消了一份资源的收藏"),
    "BulletinReported": _l("举报了一期简报"),
    "ResourceReported": _l("举报了一份资源"),
    "AnnouncementAcknowledged": _l("回复收到一份公告"),
    "PhraseKept": _l("存了一句常用语"),
    "PhraseDropped": _l("删了一句常用语"),
}
SENTENCES = {name: Sentence(words) for name, words in RUNNING.items()} | {
    name: Sentence(words, is_daily=True) for name, words in DAILY.items()
}


class Names(dict[str, object]):
    """What a sentence may name; what is not known is called somebody or something."""

    def __missing__(self, key: str) -> str:
        return pgettext("log", "某人") if key == "person" else pgettext("log", "某处")


def said(name: str, known: Mapping[str, object]) -> str:
    """The sentence of an act with the names that are known."""
    sentence = SENTENCES.get(name)
    return str(sentence.words) % Names(known) if sentence else name


def label_of_act(name: str) -> str:
    """What an act is called in a list to choose from."""
    return said(name, dict.fromkeys(("what", "role", "place", "week", "job"), "…"))
