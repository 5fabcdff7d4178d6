"""Everything that can be wrong with a file is told with its name, its line and in words an editor understands."""

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as some

from app.courses.parsing import read_course
from tests.courses.folders import CASE, COMMENTARY, EXTENSION, changed, files, preparing, sound, topic

GREETING, MEETING, FIRST = "day/greeting.md", "day/meeting.md", "year/first-weeks.md"

# What is broken, and then the file, the line and some words of what is told.
BROKEN = [
    (changed(GREETING, 'title: "清晨的第一声问候"', "title: no"), GREETING, 2, "是/否"),
    (changed(GREETING, 'title: "清晨的第一声问候"', "title: 12:30"), GREETING, 2, "12:30 会被当成数字"),
    (changed(GREETING, 'title: "清晨的第一声问候"', "title: 00123"), GREETING, 2, "00123 会被当成数字"),
    (changed(GREETING, 'title: "清晨的第一声问候"', "title: 1.10"), GREETING, 2, "1.10 会被当成小数"),
    (changed(GREETING, 'title: "清晨的第一声问候"', "title: 2009-06-01"), GREETING, 2, "会被当成日期"),
    (changed(GREETING, 'title: "清晨的第一声问候"', "title: ~"), GREETING, 2, "会被当成空值"),
    (changed(GREETING, 'title: "清晨的第一声问候"', 'title: ""'), GREETING, 2, "title 还是空的"),
    (changed(GREETING, 'title: "清晨的第一声问候"', 'title: ["a"]'), GREETING, 2, "一行文字"),
    (changed(GREETING, 'title: "清晨的第一声问候"', 'title: "' + "长" * 81 + '"'), GREETING, 2, "最多 80 个"),
    (changed(GREETING, 'title: "清晨的第一声问候"', 'title: "清晨'), GREETING, 2, "引号"),
    (changed(GREETING, '["小学", "初中"]', '["小学", "初中"'), GREETING, 8, "读不懂"),
    (changed(GREETING, 'title: "清晨的第一声问候"', "title: 清晨: 问候"), GREETING, 2, "两个冒号"),
    (changed(GREETING, "position: 1", 'position: "1"'), GREETING, 3, "不加引号的整数"),
    (changed(GREETING, "position: 1", "position: 0x1"), GREETING, 3, "整数"),
    (changed(GREETING, "position: 1", "position: 1.5"), GREETING, 3, "整数"),
    (changed(GREETING, "position: 1", "position: 0"), GREETING, 3, "在 1 到 99 之间"),
    (changed(GREETING, "position: 1", "position: 2"), MEETING, 3, "position 2 已经用在 day/greeting.md"),
    (changed("year/module.md", "position: 2", "position: 1"), "year/module.md", 3, "已经用在 day/module.md"),
    (changed(GREETING, 'hook: "雨里的一把伞"\n', ""), GREETING, 2, "缺少 hook"),
    (changed(GREETING, "position: 1", 'position: 1\ntitle: "再来"'), GREETING, 4, "title 写了两次，第一次在第 2 行"),
    (changed(GREETING, "position: 1", "position: 1\nauthor: 某某"), GREETING, 4, "不认识的项目 author"),
    (changed(GREETING, '"ready"', '"draft"'), GREETING, 6, "不能写“draft”"),
    (changed(GREETING, '["小学", "初中"]', '["幼儿园"]'), GREETING, 7, "不能写“幼儿园”"),
    (changed(GREETING, '["小学", "初中"]', "小学"), GREETING, 7, "要写成列表"),
    (changed(GREETING, '["问候", "晨检"]', "[]"), GREETING, 8, "至少要写一项"),
    (changed(GREETING, '["问候", "晨检"]', "[问候, no]"), GREETING, 8, "是/否"),
    (changed(GREETING, '["问候", "晨检"]', '["问候", "问候"]'), GREETING, 8, "重复"),
    (changed(GREETING, "credit_minutes: 45", "credit_minutes: 50"), "course.md", 3, "3 学时应当是 135 分钟"),
    (changed(GREETING, "---\n", ""), GREETING, 1, "两行 ---"),
    (changed(GREETING, "## 专家点评", "## 专家评点"), GREETING, 17, "不认识的小节“专家评点”"),
    (changed(GREETING, "## 专家点评", "## 专家评点"), GREETING, 33, "缺少小节“专家点评”"),
    (changed(GREETING, "## 专家点评", "## 案例故事"), GREETING, 17, "写了两次，第一次在第 13 行"),
    (changed(GREETING, "## 案例故事", "开场白。\n\n## 案例故事"), GREETING, 13, "小节标题开始"),
    (changed(GREETING, CASE, "太短。"), GREETING, 13, "应当在 700 到 1200 字之间"),
    (changed(GREETING, COMMENTARY, COMMENTARY * 2), GREETING, 17, "应当在 500 到 900 字之间"),
    (changed(GREETING, EXTENSION, EXTENSION * 2), GREETING, 21, "应当在 400 到 800 字之间"),
    (changed(GREETING, "记一周的清晨，写不少于400字。", " "), GREETING, 31, "“作业”还是空的"),
    (changed(GREETING, "1. 换了您", "换了您"), GREETING, 25, "只写编号的问题"),
    (changed(MEETING, "## 讨论与思考", "## 案例故事\n\n还在写。\n\n## 讨论与思考"), MEETING, 13, "改成 ready"),
    (changed(GREETING, "清早七点", "<b>清早</b>七点"), GREETING, 15, "HTML"),
    (changed(GREETING, "清早七点", "<!-- 待改 -->清早七点"), GREETING, 15, "HTML"),
    (changed(GREETING, "清早七点", "清早\x00七点"), GREETING, 15, "控制字符"),
    (changed(GREETING, "position: 1", "position: 1 # \x07"), GREETING, 3, "控制字符"),
    (changed(GREETING, "清早七点", "[信](../year/nowhere.md)清早七点"), GREETING, 15, "不知道通向哪里"),
    (changed(GREETING, "清早七点", "[信](../../secret.md)清早七点"), GREETING, 15, "不知道通向哪里"),
    (changed(GREETING, "清早七点", "[信](#nowhere)清早七点"), GREETING, 15, "不知道通向哪里"),
    (changed(GREETING, "清早七点", "[信](meeting.md#case)清早七点"), GREETING, 15, "不知道通向哪里"),
    (changed(GREETING, "清早七点", "[信](javascript:alert(1))清早七点"), GREETING, 15, "不知道通向哪里"),
    (changed(GREETING, "清早七点", "[信](//a.example/x)清早七点"), GREETING, 15, "不知道通向哪里"),
    (changed(GREETING, "清早七点", "![伞](/static/images/none.png)清早七点"), GREETING, 15, "没有图片"),
    (changed(GREETING, "清早七点", "![](/static/images/umbrella.png)清早七点"), GREETING, 15, "文字说明"),
    (changed(GREETING, "清早七点", "# 大标题\n\n清早七点"), GREETING, 15, "三级以下"),
    (changed(GREETING, "清早七点", "###小标题\n\n清早七点"), GREETING, 15, "空一格"),
    (changed(GREETING, "清早七点", "清早[^1]七点"), GREETING, 15, "[^1] 没有写注文"),
    (changed(GREETING, "清早七点", "[^2]: 注\n\n清早七点"), GREETING, 15, "没有地方引用"),
    (changed(GREETING, "清早七点", "[" * 900), GREETING, 15, "无法排版"),
    ({**sound(), GREETING: None}, GREETING, 1, "UTF-8"),
    ({**sound(), "day/notes.txt": "x"}, "day/notes.txt", 1, "不认识的文件"),
    ({**sound(), "readme.md": "x"}, "readme.md", 1, "不认识的文件"),
    ({**sound(), "day/deep/x.md": "x"}, "day/deep/x.md", 1, "不认识的文件"),
    ({**sound(), "day/Meeting_2.md": preparing()}, "day/Meeting_2.md", 1, "小写字母"),
    ({**sound(), "year/greeting.md": topic("再来", 2)}, "year/greeting.md", 1, "文件名 greeting 已经用在"),
    ({path: text for path, text in sound().items() if path != "day/module.md"}, "day/module.md", 1, "缺少这个文件"),
    ({path: text for path, text in sound().items() if path != "course.md"}, "course.md", 1, "缺少这个文件"),
    ({path: text for path, text in sound().items() if path != FIRST}, "year/module.md", 1, "还没有专题"),
    (changed("year/module.md", "一年很短。", ""), "year/module.md", 5, "还没有引言"),
]  # fmt: skip


def test_a_sound_course_has_no_faults() -> None:
    course, faults = read_course(files(sound()))
    assert faults == []
    assert course is not None
    assert [[topic.slug for topic in module.topics] for module in course.modules] == [
        ["greeting", "meeting"],
        ["first-weeks"],
    ]


@pytest.mark.parametrize(("texts", "path", "line", "words"), BROKEN, ids=[f"{n}-{b[3]}" for n, b in enumerate(BROKEN)])
def test_each_fault_is_told_with_file_and_line(texts, path, line, words) -> None:
    course, faults = read_course(files(texts), ["umbrella.png"])
    assert course is None
    assert [f for f in faults if (f.path, f.line) == (path, line) and words in f.message], "\n".join(map(str, faults))


def test_sections_out_of_order_are_told() -> None:
    text = sound()[GREETING]
    head, case, rest = text.partition("## 案例故事")
    middle, commentary, tail = rest.partition("## 专家点评")
    body, extension, end = tail.partition("## 案例延伸")
    swapped = head + commentary + body + case + middle + extension + end
    _, faults = read_course(files({**sound(), GREETING: swapped}))
    assert [str(fault) for fault in faults] == [f"{GREETING}:17: 小节“案例故事”应当在“专家点评”前面"]


def test_all_faults_are_told_at_once() -> None:
    texts = sound()
    texts[GREETING] = texts[GREETING].replace("position: 1", "position: x").replace("## 作业", "## 练习")
    texts[FIRST] = texts[FIRST].replace('"ready"', "ready: yes").replace("清早七点", "<i>清早七点")
    _, faults = read_course(files(texts))
    assert {fault.path for fault in faults} == {GREETING, FIRST}
    assert len(faults) >= 4
    assert faults == sorted(faults)


def test_what_is_right_is_left_in_peace() -> None:
    """Links, pictures, footnotes, tables, code with brackets, quotation marks, a byte more or less."""
    rich = (
        "清早[^1]七点,[下一篇](meeting.md#questions)、[另一模块](../year/first-weeks.md)、[网上](https://a.example/x)、"
        "[这里](#case-小标题)、<https://a.example/>、`<b>`。\n\n![一把伞](/static/images/umbrella.png)\n\n### 小标题\n\n"
        "| 问 | 答 |\n| --- | ---: |\n| 早 | 3 < 4 |\n\n[^1]: 注文。\n\n"
    )
    course, faults = read_course(files(changed(GREETING, "清早七点", rich)), ["umbrella.png"])
    assert faults == []
    html = course.modules[0].topics[0].sections[0].html
    for piece in (
        'href="/course/day/meeting#questions"', 'href="/course/year/first-weeks"', 'href="#case-小标题"',
        'id="case-小标题"', 'src="/static/images/umbrella.png"', 'id="fn-case-1"', 'data-label="答"', 'class="number"',
    ):  # fmt: skip
        assert piece in html, piece


def test_windows_line_ends_change_nothing() -> None:
    texts = {path: text.replace("\n", "\r\n") for path, text in sound().items()}
    assert read_course(files(texts)) == read_course(files(sound()))


@settings(deadline=None, max_examples=60)
@supposing(some.text(max_size=400))
def test_no_text_whatever_breaks_the_check(text: str) -> None:
    for body in (text, f"---\n{text}\n---\n{text}", sound()[GREETING].replace("清早七点", text)):
        course, faults = read_course(files({**sound(), GREETING: body}))
        assert (course is None) == bool(faults)
