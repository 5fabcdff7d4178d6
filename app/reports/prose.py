"""A week's figures told in words: what went well comes first, then what lags and by how much; nothing is made up.

The same figures give the same words; other areas and other weeks are told in other turns of phrase.
"""

from collections.abc import Callable, Sequence
from random import Random

from app.reports.contents import Contents, Line

MOST_NAMED = 3
CLEAR_LEAD = 2  # percent points over the area's own share from which on a part stands out
Paragraph = tuple[str, str]


def paragraphs_of(contents: Contents) -> list[Paragraph]:
    """Headings and paragraphs of a report."""
    if not contents.whole.learners:
        return [("本周概况", f"{contents.place}这一周还没有在班学员，没有可以通报的学情。")]
    turns = Random(f"{contents.place} {contents.training} {contents.number}")  # noqa: S311 - phrases, not secrets
    told = _Telling(contents, turns)
    sections = [
        ("本周概况", told.overview() + told.work()),
        ("走在前面的", told.strengths()),
        ("需要赶一赶的", told.lags()),
        ("下一步", told.ahead()),
    ]
    return [(title, words) for title, words in sections if words]


class _Telling:
    """One report being told."""

    def __init__(self, contents: Contents, turns: Random) -> None:
        self.all, self.whole, self.before, self.turns = contents, contents.whole, contents.before, turns
        self.parts = [part for part in contents.parts if part.learners]
        self.earlier = {part.name: part for part in contents.parts_before}

    def overview(self) -> str:
        whole = self.whole
        opening = self._say(
            f"第{self.all.number}周（{self.all.days}），{self.all.place}在班学员{whole.learners}人，",
            f"{self.all.place}有{whole.learners}位学员在班。第{self.all.number}周（{self.all.days}）里，",
            f"{self.all.days}是培训的第{self.all.number}周。{self.all.place}在班{whole.learners}人，",
        )
        active = f"{whole.active}人在线学习或有作品，占{whole.active_percent}%"
        pace = self._say(
            f"到周日，{whole.on_schedule}人跟得上日程，按时参训率{whole.on_schedule_percent}%",
            f"按日程，{whole.on_schedule}人不欠账，按时参训率为{whole.on_schedule_percent}%",
        )
        return f"{opening}{active}{self._change('active', '人')}；{pace}{self._points()}。"

    def work(self) -> str:
        whole = self.whole
        works = [
            (whole.assignments, "交作业{}篇", "assignments", "篇"), (whole.journals, "发布日志{}篇", "journals", "篇"),
            (whole.salon_posts, "沙龙发言{}条", "salon_posts", "条"), (whole.resources, "共享资源{}份", "resources", "份"),
            (whole.bulletins, "出简报{}期", "bulletins", "期"),
        ]  # fmt: skip
        done = [words.format(number) + self._change(key, unit) for number, words, key, unit in works if number]
        opening = self._say("这一周", "七天里", "一周下来")
        study = f"{opening}人均学习{whole.minutes_each}分钟" + self._minutes_change()
        return f"{study}；{'，'.join(done)}。" if done else f"{study}，没有交来作业，也没有新的日志和发言。"

    def strengths(self) -> str:
        said = []
        ahead = self._ahead(lambda part: part.on_schedule_percent, self.whole.on_schedule_percent)
        if ahead:
            said.append(
                self._say("按时参训率领先的是", "日程跟得最紧的是", "按时参训走在前面的是")
                + _named(ahead, lambda p: f"{p.on_schedule_percent}%")
            )
        lively = [
            part
            for part in self._ahead(lambda part: part.active_percent, self.whole.active_percent)
            if part not in ahead
        ]
        if lively:
            said.append(
                self._say("本周在学的比例较高的有", "学得最齐的还有") + _named(lively, lambda p: f"{p.active_percent}%")
            )
        risen = self._risen()
        if risen:
            said.append(
                self._say("比上周进步明显：", "赶上来的：")
                + "、".join(f"{name}提高{points}个百分点" for name, points in risen)
            )
        if not said and self._improved():
            return f"比起上周，按时参训率提高了{self._improved()}个百分点，这是大家一周的努力。"
        if not said and len(self.parts) > 1:
            return self._say("各处进度接近，没有哪一处掉队，也没有哪一处特别突出。", "各处相差不大，步子比较齐。")
        return "；".join(said) + "。" if said else ""

    def lags(self) -> str:
        said = []
        if self.whole.behind:
            said.append(f"全{_kind(self.all.place)}还有{self.whole.behind}人没有跟上日程")
        short = sorted(self.parts, key=lambda part: (part.on_schedule_percent, -part.behind))
        slow = [part for part in short if self.whole.on_schedule_percent - part.on_schedule_percent >= CLEAR_LEAD][
            :MOST_NAMED
        ]
        if slow:
            gap = self.whole.on_schedule_percent
            said.append(
                self._say("差得多的是", "离平均水平较远的是", "要多关心的是")
                + _named(
                    slow, lambda p: f"{p.on_schedule_percent}%，低{gap - p.on_schedule_percent}个百分点，{p.behind}人"
                )
            )
        still = [part for part in self.parts if part.active_percent <= self.whole.active_percent - 10][:MOST_NAMED]
        if still:
            said.append("本周没有上线的人较多：" + _named(still, lambda p: f"{p.learners - p.active}人"))
        if self.whole.waiting:
            said.append(self._waiting())
        return (
            "；".join(said) + "。"
            if said
            else self._say("没有学员落下日程，也没有积压的作业。", "人人跟上了日程，作业也都评完了。")
        )

    def ahead(self) -> str:
        if self.all.is_last or not self.all.asked_next:
            return (
                "培训日程已经走完，还差一点的学员请在补交期里把缺的补齐。"
                if self.whole.behind
                else "培训日程已经走完，全员达到要求。"
            )
        asked = "、".join(
            f"{name}{number}{unit}"
            for (name, number), unit in zip(self.all.asked_next, ("分钟", "篇", "篇", "条"), strict=True)
            if number
        )
        opening = self._say("按日程，到下周日每人应完成", "下周日以前，每位学员累计应有", "下周的进度是：每人累计")
        ending = self._say(
            "请各班管理员先给落后的学员打个电话，问清缺什么、难在哪里。",
            "建议先联系一周没有上线的学员，再请辅导教师把积压的作业评完。",
            "落后的学员大多只差一两项，说清楚缺什么，往往一个晚上就能补上。",
        )
        return f"{opening}{asked}。{ending}"

    def _waiting(self) -> str:
        most = max(self.parts, key=lambda part: part.waiting, default=None)
        where = f"，{most.name}最多，有{most.waiting}篇" if most and most.waiting and len(self.parts) > 1 else ""
        return f"待批作业{self.whole.waiting}篇{where}"

    def _ahead(self, share: Callable[[Line], int], mean: int) -> list[Line]:
        """Parts clearly over the area's own share, the highest first; of a single part nothing is said."""
        if len(self.parts) < 2:
            return []
        best = sorted(self.parts, key=lambda part: (-share(part), part.name))
        return [part for part in best if share(part) - mean >= CLEAR_LEAD][:MOST_NAMED]

    def _risen(self) -> list[tuple[str, int]]:
        rises = [
            (part.name, part.on_schedule_percent - self.earlier[part.name].on_schedule_percent)
            for part in self.parts
            if part.name in self.earlier and self.earlier[part.name].learners
        ]
        return sorted(((name, points) for name, points in rises if points >= 5), key=lambda rise: -rise[1])[:MOST_NAMED]

    def _improved(self) -> int:
        if self.before is None or not self.before.learners:
            return 0
        return max(0, self.whole.on_schedule_percent - self.before.on_schedule_percent)

    def _points(self) -> str:
        if self.before is None or not self.before.learners:
            return ""
        points = self.whole.on_schedule_percent - self.before.on_schedule_percent
        return "，和上周持平" if not points else f"，比上周{'提高' if points > 0 else '下降'}{abs(points)}个百分点"

    def _change(self, key: str, unit: str) -> str:
        """More or fewer than the week before, in brackets."""
        if self.before is None:
            return ""
        change = getattr(self.whole, key) - getattr(self.before, key)
        return "（与上周持平）" if not change else f"（比上周{'多' if change > 0 else '少'}{abs(change)}{unit}）"

    def _minutes_change(self) -> str:
        if self.before is None:
            return ""
        change = self.whole.minutes_each - self.before.minutes_each
        return "，与上周一样" if not change else f"，比上周{'多' if change > 0 else '少'}{abs(change)}分钟"

    def _say(self, *turns: str) -> str:
        return self.turns.choice(turns)


def _named(parts: Sequence[Line], what: Callable[[Line], str]) -> str:
    return "、".join(f"{part.name}（{what(part)}）" for part in parts)


def _kind(place: str) -> str:
    """省, 市, 州, 县 or 区, as the place's own name ends."""
    return place[-1] if place[-1:] in "省市州县区" else "区域"
