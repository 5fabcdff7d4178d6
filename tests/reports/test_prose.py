"""A report says what the figures say, in their order, and never more."""

import re

from hypothesis import given as whatever
from hypothesis import strategies as some

from app.reports.contents import Contents, Line, read_contents
from app.reports.prose import paragraphs_of
from app.statistics.figures import Figures


def line(name, learners=100, on_schedule=90, active=95, waiting=0, **others):
    counts = Figures(learners=learners, on_schedule=on_schedule, active_week=active, waiting=waiting, **others)
    return Line.of(name, counts)


def contents(whole, *parts, before=None, parts_before=(), **others):
    values = {
        "place": whole.name, "training": "春季研修", "number": 3, "days": "3月16日至3月22日", "as_of": "3月23日 00:06",
        "is_last": False, "asked_next": [("学习时间", 1333), ("作业", 8), ("日志", 4), ("沙龙发言", 2)],
    }  # fmt: skip
    return Contents(**{**values, **others}, whole=whole, before=before, parts=parts, parts_before=parts_before)


def told(found):
    return dict(paragraphs_of(found))


def test_strengths_come_first_then_what_lags_and_by_how_much():
    whole = line("长沙市", 300, 270, 270, waiting=12, assignments=500, study_minutes=90_000)
    parts = [line("芙蓉区", 100, 98, 99), line("天心区", 100, 91, 95), line("宁乡市", 100, 81, 76, waiting=12)]
    said = told(contents(whole, *parts, before=line("长沙市", 300, 255, 280)))
    assert list(said) == ["本周概况", "走在前面的", "需要赶一赶的", "下一步"]
    assert "270人跟得上日程" in said["本周概况"] or "270人不欠账" in said["本周概况"]
    assert "比上周提高5个百分点" in said["本周概况"]
    assert "（比上周少10人）" in said["本周概况"]
    assert "芙蓉区（98%）" in said["走在前面的"]
    assert "宁乡市" not in said["走在前面的"]
    assert "宁乡市（81%，低9个百分点，19人）" in said["需要赶一赶的"]
    assert "全市还有30人没有跟上日程" in said["需要赶一赶的"]
    assert "宁乡市最多，有12篇" in said["需要赶一赶的"]
    assert "学习时间1333分钟、作业8篇、日志4篇、沙龙发言2条" in said["下一步"]


def test_nothing_is_praised_or_blamed_where_nothing_stands_out():
    parts = [line("甲县", 50, 50, 50), line("乙县", 50, 50, 50)]
    said = told(contents(line("某市", 100, 100, 100), *parts))
    assert "甲县" not in "".join(said.values())
    assert "落下" in said["需要赶一赶的"] or "人人跟上" in said["需要赶一赶的"]
    assert "上周" not in said["本周概况"]


def test_an_area_without_learners_and_one_without_works_are_told_as_they_are():
    assert "还没有在班学员" in told(contents(line("空县", 0, 0, 0)))["本周概况"]
    assert "没有交来作业" in told(contents(line("静县", 10, 0, 0)))["本周概况"]
    assert "补交期" in told(contents(line("某县", 10, 9, 9), is_last=True))["下一步"]


def test_areas_and_weeks_are_told_in_different_words_and_one_always_in_the_same():
    tales = {str(paragraphs_of(contents(line("某市"), number=n)))[12:].replace(f"第{n}周", "") for n in range(1, 30)}
    assert len(tales) > 5
    assert paragraphs_of(contents(line("某市"))) == paragraphs_of(contents(line("某市")))


LINES = some.builds(
    lambda learners, share, active, waiting, works: line(
        "某县", learners, learners * share // 100, learners * active // 100, waiting, assignments=works, graded=works
    ),
    some.integers(0, 300), some.integers(0, 100), some.integers(0, 100), some.integers(0, 50), some.integers(0, 999),
)  # fmt: skip


@whatever(LINES, some.lists(LINES, max_size=5), some.none() | LINES)
def test_any_figures_can_be_told_kept_and_read_again(whole, parts, before):
    found = contents(whole, *parts, before=before, parts_before=parts)
    words = "".join(text for _title, text in paragraphs_of(found))
    assert words
    assert not re.search(r"None|-\d|。。|；。|，。|：。", words), words
    assert paragraphs_of(read_contents(found.kept())) == paragraphs_of(found)
