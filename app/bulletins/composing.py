"""A draft written from the week's facts: something to correct is easier than an empty page."""

from hashlib import sha256

from app.bulletins.blocks import Block, block, numbered
from app.bulletins.facts import Ahead, WeekFacts
from app.bulletins.telling import figure_line

NUMERALS = "零一二三四五六七八九十"
FEW_VOICES, FEW_PHOTOS = 3, 2
CHINESE_DAYS = "一二三四五六日"


def draft_of(facts: WeekFacts) -> tuple[str, list[Block]]:
    """Title and blocks; the same facts make the same draft."""
    title = f"{facts.classroom_name}简报第{numeral(facts.issue)}期"
    made = [
        block(
            "text",
            heading="这一周",
            text="\n\n".join(filter(None, (_opening(facts), _movement(facts), _thanks(facts)))),
        ),
        figures_block(facts),
        stars_block(facts),
        works_block(facts),
        voices_block(facts),
        block("text", heading="接下来", text=ahead_text(facts.ahead)) if facts.ahead else None,
    ]
    return title, numbered(one for one in made if one is not None)


def figures_block(facts: WeekFacts) -> Block:
    """The week's counts; those that nobody moved are there, but not chosen."""
    rows = [{**figure._asdict(), "keep": bool(figure.number or figure.before)} for figure in facts.figures]
    return block("figures", heading="本周数字", rows=rows, as_of=facts.as_of.isoformat())


def stars_block(facts: WeekFacts) -> Block | None:
    items = [{**star._asdict(), "keep": True} for star in facts.stars]
    return block("stars", heading="本周之星", items=items) if items else None


def works_block(facts: WeekFacts) -> Block | None:
    items = [{**work._asdict(), "keep": True} for work in facts.works]
    return block("works", heading="推荐给大家读", items=items) if items else None


def voices_block(facts: WeekFacts) -> Block | None:
    """More voices than are chosen, so that there is a choice."""
    items = [
        {
            "post_id": voice.post_id, "thread_id": voice.thread_id, "number": voice.number, "title": voice.title,
            "person_id": voice.person_id, "name": voice.person_name, "words": voice.words, "keep": place < FEW_VOICES,
        }
        for place, voice in enumerate(facts.voices)
    ]  # fmt: skip
    return block("quotes", heading="沙龙里的话", items=items) if items else None


def numeral(number: int) -> str:
    """一 to 九十九; anything else in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


def _opening(facts: WeekFacts) -> str:
    """How the week went in a sentence or two; classes and weeks begin differently."""
    active, learners = facts.number_of("active"), facts.learners
    if not active:
        return ""
    span = f"{facts.monday.month}月{facts.monday.day}日到{facts.sunday.month}月{facts.sunday.day}日"
    week = numeral(facts.week_number)
    ways = (
        f"第{week}周（{span}），全班 {learners} 位学友有 {active} 位上线学习。",
        f"{span}是研修的第{week}周。{learners} 位学友里，{active} 位坐到了屏幕前。",
        f"研修走到第{week}周（{span}），这一周上线学习的有 {active} 位，全班 {learners} 位。",
        f"从{span}，{facts.classroom_name}又一起学了一周，{active} 位学友留下了学习的脚印。",
    )
    return ways[_draw(facts, "opening") % len(ways)]


def _movement(facts: WeekFacts) -> str:
    """What moved most against the week before."""
    changes = {name: facts.change_of(name) for name in ("assignments", "journals", "posts", "minutes")}
    moved = {name: change for name, change in changes.items() if change}
    if not moved:
        return ""
    name = max(moved, key=lambda one: (abs(moved[one] or 0) / (facts.number_of(one) + 1), one))
    number, change = facts.number_of(name), moved[name] or 0
    line = figure_line(name, number, number - change)
    if change > 0:
        tails = ("。劲头往上走，谢谢每一位。", "。看得出大家把晚上的时间挤出来了。", "，是这一周变化最大的一项。")
    else:
        tails = ("。学校里事多，下周我们慢慢补上来。", "。有难处的学友请跟我们说一声。", "，下周一起赶一赶。")
    return line + tails[_draw(facts, "movement") % len(tails)]


def _thanks(facts: WeekFacts) -> str:
    """Who read it all: the tutor's work is a figure too."""
    graded = facts.number_of("graded")
    return f"辅导教师这一周批好了 {graded} 件，每一件都写了评语，请大家去看一看、回一句。" if graded else ""


def ahead_text(ahead: Ahead) -> str:
    """What is asked by the end of the next week, and the days to remember."""
    asked = {
        "minutes": "学习 {} 分钟", "assignments": "作业 {} 份", "journals": "日志 {} 篇", "salon_posts": "沙龙发言 {} 次"
    }  # fmt: skip
    lines = []
    if ahead.week_number <= ahead.weeks:
        parts = [asked[name].format(number) for name, number in ahead.by_then.items() if number and name in asked]
        if parts:
            lines.append(f"- 第{numeral(ahead.week_number)}周结束时，每位学友累计应完成：{'、'.join(parts)}。")
    day = CHINESE_DAYS[ahead.ends_on.weekday()]
    if ahead.days_left > 0:
        lines.append(
            f"- 研修到{ahead.ends_on.month}月{ahead.ends_on.day}日（星期{day}）结束，还有 {ahead.days_left} 天。"
        )
    lines.append(f"- 补交的作业最晚收到{ahead.late_until.month}月{ahead.late_until.day}日。")
    lines.append("- 每周一零点结算上一周，名次和加分都能在“学员之星”里查到。")
    return "\n".join(lines)


def _draw(facts: WeekFacts, purpose: str) -> int:
    return sha256(f"{facts.classroom_name}:{facts.week}:{purpose}".encode()).digest()[0]
