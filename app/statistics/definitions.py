"""What each figure counts, in words that stand under every table and in every file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as pgettext

from app.statistics.figures import Figures, percent


@dataclass(frozen=True, slots=True)
class Definition:
    """`is_state` figures hold for the end of a period, the others add up over its days.

    `per` says how places of different size are compared: a count per learner ("each"), a share of the learners
    ("share"), or not at all; `spread` names what of a learner is spread over classes.
    """

    key: str
    name: Any
    unit: Any
    what: Any
    is_state: bool = False
    per: str | None = None
    spread: str | None = None


DEFINITIONS: tuple[Definition, ...] = (
    Definition("learners", _l("学员"), pgettext("unit", "人"), _l("期末在班的学员；转班的只算在现在的班，离开的不算。"), is_state=True),
    Definition(
        "on_schedule", _l("按时参训"), pgettext("unit", "人"),
        _l("在班学员中，学习时间、作业、日志、沙龙四项都跟得上日程的人；结业后即四项都达到的人。当天还没过完，按昨天的进度算。"),
        is_state=True, per="share",
    ),
    Definition(
        "complete", _l("完成"), pgettext("unit", "人"), _l("在班学员中，四项要求都已达到的人；在哪个班做的都算数。"), is_state=True,
        per="share",
    ),
    Definition(
        "active", _l("当天在学"), pgettext("unit", "人"),
        _l("在班学员中，当天学习过、交过作业、发布过日志、发过帖子或共享过资源的人。"), is_state=True, per="share",
    ),
    Definition(
        "active_week", _l("本周在学"), pgettext("unit", "人"), _l("在班学员中，从星期一到当天有过上面任何一件事的人。"), is_state=True,
        per="share",
    ),
    Definition(
        "study_minutes", _l("学习分钟"), pgettext("unit", "分钟"),
        _l("在线学习的整分钟，和每个人自己的研修账本一致；算在学习时所在的班。"), per="each", spread="done_minutes",
    ),
    Definition(
        "assignments", _l("作业"), pgettext("unit", "篇"), _l("交上来的作业，按第一次交的日子算；撤回的不算，退回待改的算。"), per="each",
        spread="done_assignments",
    ),
    Definition("waiting", _l("待批"), pgettext("unit", "篇"), _l("期末交上来还没有评、也没有退回的作业。"), is_state=True),
    Definition("graded", _l("已评作业"), pgettext("unit", "篇"), _l("评出成绩的作业，按第一次评的日子算；改评的以现在的成绩为准。"), per="each"),
    Definition("journals", _l("研修日志"), pgettext("unit", "篇"), _l("发布给班级的日志，按发布的日子算；没有发布的不算。"), per="each", spread="done_journals"),
    Definition(
        "salon_posts", _l("沙龙帖子"), pgettext("unit", "帖"), _l("班级沙龙里的主题帖和回复，教师和管理员的也算；隐藏的不算。"), per="each",
        spread="done_salon_posts",
    ),
    Definition(
        "forum_posts", _l("论坛留言"), pgettext("unit", "帖"), _l("培训论坛里的主题帖和回复，算在发帖时所在的班；专家和项目组的另列；隐藏的不算。"),
        per="each",
    ),
    Definition("resources", _l("共享资源"), pgettext("unit", "份"), _l("共享出来的资源，按共享的日子算。"), per="each"),
    Definition("bulletins", _l("班级简报"), pgettext("unit", "期"), _l("已经发布的班级简报，按发布的日子算。")),
)  # fmt: skip
BY_KEY = {definition.key: definition for definition in DEFINITIONS}
COMPARABLE = tuple(definition for definition in DEFINITIONS if definition.per)
SCORE = _l("平均分")
SCORE_SAYS = _l("已评作业的分数之和除以篇数，保留一位小数。")


def measured(definition: Definition, figures: Figures) -> float:
    """A figure made comparable between places of different size: a share in percent, a count per learner, or itself."""
    number: int = getattr(figures, definition.key)
    if definition.per == "share":
        return percent(number, figures.learners)
    return figures.each(definition.key) if definition.per == "each" else number


def legend() -> list[tuple[str, str]]:
    """Name and meaning of every figure, and how they belong together."""
    return [
        *((str(one.name), str(one.what)) for one in DEFINITIONS),
        (str(SCORE), str(SCORE_SAYS)),
        (
            str(_l("怎么相加")),
            str(_l("每个数都等于下一级各行之和：学员加成班，班加成教学点、县、市、省；人均和比例由总数算出，不相加。")),
        ),
        (str(_l("转班和离开")), str(_l("做过的事留在当时所在的班；退回以后在新班重交的作业跟着作业走。"))),
    ]


def rung_names(ladder: Sequence[str]) -> list[tuple[int, str]]:
    """The grades of a ladder as the five numbers that facts have: the last holds all lower ones, and unknown ones."""
    rungs = list(enumerate(ladder[:4]))
    if len(ladder) == 5:
        return [*rungs, (4, ladder[4])]
    return [*rungs, (4, str(_l("%(grade)s及以下", grade=ladder[4]) if len(ladder) > 5 else _l("其他等第")))]
