"""Everything that is kept about a person, table by table: how it is called, and what becomes of it at an erasure.

A table that names a person and stands nowhere here is handed out all the same, and its long texts are erased: to keep
more, or to hand out less, a line is written here.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from flask_babel import lazy_gettext as _l


class Fate(StrEnum):
    """What becomes of a column; `FILLED` keeps the number of letters, which figures are counted from again."""

    WORDS = "words"
    HTML = "html"
    FILLED = "filled"
    EMPTY = "empty"
    NULL = "null"


class Holding(NamedTuple):
    """Rows of a table that belong to a person by `owner`, or by the row of another table that `parent` names.

    `parent` is (column, table); `hidden` columns are never handed out; `goes` says that the rows are deleted. What is
    `private` nobody but the person themself gets; `shown_when` and `shown_unless` name a moment by which rows are not.
    """

    table: str
    title: str
    owner: str = "person_id"
    parent: tuple[str, str] | None = None
    erased: Mapping[str, Fate] = {}
    hidden: tuple[str, ...] = ()
    goes: bool = False
    private: bool = False
    shown_when: str = ""
    shown_unless: str = ""
    where: tuple[str, str] | None = None


TEXT = {"text": Fate.WORDS, "html": Fate.HTML}
TITLED = {"title": Fate.WORDS, **TEXT}
REASON = {"reason": Fate.WORDS}
SEALED = ("identity_sealed", "identity_index", "phone_sealed", "phone_index")

# Children stand before their parents, so that what goes leaves nothing behind.
HOLDINGS: tuple[Holding, ...] = (
    Holding("activation_codes", _l("激活码"), hidden=("code_hash",), goes=True),
    Holding("appointments", _l("职务")),
    Holding("enrolments", _l("学习的班级")),
    Holding("staff_assignments", _l("带过的班级")),
    Holding("mailboxes", _l("邮箱"), hidden=("code_hash",), goes=True),
    Holding("mails", _l("寄出的邮件"), goes=True),
    Holding("digest_wishes", _l("摘要邮件的设置"), goes=True),
    Holding("notice_choices", _l("通知的设置"), goes=True),
    Holding("notices", _l("通知"), goes=True, private=True),
    Holding("drafts", _l("草稿"), goes=True, private=True),
    Holding("phrases", _l("常用语"), goes=True, private=True),
    Holding("submissions", _l("作业")),
    Holding(
        "submission_versions",
        _l("作业的各稿"),
        parent=("submission_id", "submissions"),
        erased=TEXT,
        shown_unless="taken_back_at",
    ),
    Holding("journals", _l("研修日志"), erased=TITLED, shown_when="published_at"),
    Holding(
        "journal_versions",
        _l("日志的各稿"),
        parent=("journal_id", "journals"),
        erased={"title": Fate.WORDS, "text": Fate.FILLED},
    ),
    Holding("threads", _l("发起的话题"), owner="author_id", erased={"title": Fate.WORDS}),
    Holding(
        "posts",
        _l("沙龙和论坛的帖子"),
        owner="author_id",
        erased={**TEXT, "quoted_words": Fate.NULL},
        hidden=("quoted_words", "hidden_by_id"),
    ),
    Holding("post_revisions", _l("帖子改动以前的样子"), parent=("post_id", "posts"), erased={"text": Fate.FILLED}),
    Holding("likes", _l("点过的赞")),
    Holding("mentions", _l("被点名")),
    Holding("read_marks", _l("读到哪一帖"), goes=True),
    Holding("thread_views", _l("看过的话题")),
    Holding(
        "resources",
        _l("共享的资源"),
        erased={**TITLED, "description": Fate.WORDS, "source": Fate.EMPTY, "link": Fate.EMPTY},
    ),
    Holding("resource_reports", _l("对资源的举报"), owner="reporter_id", erased=REASON),
    Holding("resource_uses", _l("用过的资源")),
    Holding("resource_ratings", _l("给资源的评分")),
    Holding("resource_favourites", _l("收藏的资源")),
    Holding("bulletins", _l("写的班级简报"), owner="author_id"),
    Holding("bulletin_comments", _l("给简报说的话"), owner="author_id", erased=TEXT),
    Holding("bulletin_likes", _l("赞过的简报")),
    Holding("bulletin_namings", _l("同意署名的简报"), goes=True),
    Holding("announcements", _l("写的公告"), owner="author_id"),
    Holding("announcement_readings", _l("读过的公告")),
    Holding("reminder_refusals", _l("不要提醒邮件"), goes=True),
    Holding(
        "contacts", _l("班里老师的联系"), erased={"words": Fate.EMPTY, "note": Fate.EMPTY}, hidden=("note", "outcome")
    ),
    Holding("reminders", _l("等着发出的提醒")),
    Holding("person_days", _l("每天的学情")),
    Holding("person_states", _l("现在的学情")),
    Holding("personal_records", _l("身份证号和电话"), hidden=SEALED, goes=True),
    Holding("grades", _l("收到的评定"), hidden=("comment_digest",)),
    Holding("grades", _l("给出的评定"), owner="grader_id", hidden=("comment_digest", "person_id")),
    Holding("withdrawn_grades", _l("收回的评定")),
    Holding("grade_answers", _l("给评语的回话"), owner="author_id", erased=TEXT),
    Holding("second_opinions", _l("请求的第二意见"), erased=REASON),
    Holding("recommendations", _l("被推荐的作品")),
    Holding("post_reports", _l("举报"), owner="reporter_id", erased=REASON),
    Holding("bulletin_reports", _l("对简报的举报"), owner="reporter_id", erased=REASON),
    Holding("moderation_objections", _l("对处理的申诉"), owner="author_id", erased={"text": Fate.WORDS}),
    Holding("hiding_reviews", _l("对隐藏的申诉"), owner="author_id", erased={"text": Fate.WORDS}),
    Holding("objections", _l("对周榜的异议"), owner="raised_by_id", erased=REASON),
    Holding("study_contests", _l("对研修时间的异议"), erased=REASON),
    Holding("hint_talks", _l("谈过的研修时间")),
    Holding("section_progress", _l("读过的章节")),
    Holding("study_days", _l("每天的研修时间")),
    Holding("study_intervals", _l("每一段研修时间"), hidden=("visit",)),
    Holding("study_visits", _l("正在读的页面"), goes=True),
    Holding("study_signals", _l("还没入账的研修记录"), goes=True),
    Holding("standings", _l("周榜上的名次"), owner="subject_id", where=("board", "learners")),
    Holding("recorded_events", _l("做过的事"), owner="actor_id"),
    Holding(
        "administrative_changes", _l("账号和职务的改动"), owner="subject_id", where=("subject", "person"), erased=REASON
    ),
    Holding("data_copies", _l("要过的数据"), erased=REASON),
    Holding("erasures", _l("注销的登记"), erased=REASON),
)
# Named by a person, but nobody's text: figures, links and what officials said in their office, which stays.
NOT_THEIRS = frozenset(
    {
        "bulletin_drafts", "bulletin_pictures", "bulletin_versions", "claims", "closed_weeks", "contact_returns", "contest_answers", "moderation_decisions", "objection_answers", "passed_opinions",
        "person_merges", "picks", "points_table_publications", "reminder_rounds", "reminder_rules", "repetitions", "returns", "roster_acts", "roster_imports", "showings", "text_marks",
        "thread_marks", "thread_moves",
    }
)  # fmt: skip
FILES = {
    "submission_attachments": ("version_id", "submission_versions"),
    "post_attachments": ("post_id", "posts"),
    "resource_files": ("resource_id", "resources"),
}
GONE_NAME, GONE_WORDS = "已注销的学员", "（作者已注销，内容已删除）"
GONE_HTML = f"<p>{GONE_WORDS}</p>"
FILLER = "某"


def filled(text: str) -> str:
    """As many letters as there were, none of them theirs; what is no letter stands where it stood."""
    return "".join(FILLER if character.isalnum() else character for character in text)
