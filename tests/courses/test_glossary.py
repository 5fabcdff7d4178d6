"""The glossary: one word a heading, ordered by pinyin, each leading to the topics that use it."""

import re
from urllib.parse import quote

import pytest

from app.courses.glossary import in_order, initial_of
from app.courses.operations import sync_course
from app.courses.parsing import read_course
from app.courses.queries import terms_in_order
from tests.courses.folders import changed, files, sound

WORDS = "在门口先看脸色和鞋子再说话，记下名字，别急着问作业，等他坐下来喝口热水再慢慢谈也不迟，这一步省不得。"
GLOSSARY = f"""---
title: "术语表"
---

平常话讲一遍。

### 雨 / 雨伞

{WORDS}

### 晨检

{WORDS}见[问候](day/greeting.md#case)。
"""


def with_glossary(text: str = GLOSSARY, **others: str) -> dict[str, str | None]:
    return {
        **sound(),
        "glossary.md": text,
        "day/greeting.md": sound()["day/greeting.md"].replace("雨还", "晨检完雨还"),
        **others,
    }


def test_words_stand_in_the_order_of_their_pinyin_and_know_who_uses_them():
    course, faults = read_course(files(with_glossary()))
    assert faults == []
    assert [(term.initial, term.name, term.other_names) for term in course.glossary.terms] == [
        ("C", "晨检", []),
        ("Y", "雨", ["雨伞"]),
    ]
    assert course.glossary.terms[0].topics == ["greeting"]
    assert 'href="/course/day/greeting#case"' in course.glossary.terms[0].html


def test_the_order_is_a_dictionary_s():
    assert in_order(["责任", "阅读", "案例", "重复", "SMART", "12356", "长期"]) == [
        "12356", "案例", "长期", "重复", "SMART", "阅读", "责任",
    ]  # fmt: skip
    assert [initial_of(name) for name in ("重复", "长期", "12356", "情绪")] == ["C", "C", "#", "Q"]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("### 晨检", "### 雨伞", 11, "“雨伞”写了两次，第一次在第 7 行"),
        ("### 晨检", "### 无人提起", 11, "“无人提起”在各专题里没有用到"),
        ("### 晨检", "### ", 11, "词条要有名字"),
        ("### 晨检", "### " + "长" * 21, 11, "最多 20 个字"),
        ("### 晨检", "## 晨检", 11, "三级以下"),
        (WORDS, "太短。", 7, "有 3 字，应当在 40 到 120 字之间"),
        (WORDS, WORDS * 3, 7, "字之间"),
        (WORDS, "<b>" + WORDS, 9, "HTML"),
        ("day/greeting.md#case", "day/none.md", 13, "不知道通向哪里"),
        ('title: "术语表"', "title: 2026", 2, "会被当成数字"),
    ],
)
def test_what_is_wrong_with_it_is_told(old, new, line, words):
    assert old in GLOSSARY
    _, faults = read_course(files(with_glossary(GLOSSARY.replace(old, new, 1))))
    assert [f for f in faults if (f.path, f.line) == ("glossary.md", line) and words in f.message], faults


def test_topics_link_into_it_and_a_word_that_is_not_there_is_told():
    texts = with_glossary()
    for word, sound_link in (("雨", True), ("雨伞", False), ("没有", False)):
        texts["day/meeting.md"] = sound()["day/meeting.md"].replace("记一周", f"见[词](../glossary.md#{word})，记一周")
        course, faults = read_course(files(texts))
        assert (course is not None) == sound_link, faults
        assert sound_link or "不知道通向哪里" in faults[0].message


def test_nobody_else_takes_its_address():
    texts = {path.replace("year/", "glossary/"): text for path, text in sound().items()}
    _, faults = read_course(files(texts))
    assert [f.message for f in faults if "留给了术语表" in f.message]


def test_an_edited_word_changes_the_page_and_nothing_else(app, given, browse):
    with app.app_context():
        sync_course(read_course(files(with_glossary()))[0])
        report = sync_course(read_course(files(with_glossary(GLOSSARY.replace("慢慢谈", "好好谈", 1))))[0])
        assert report.changed == ["course"]
        assert report.added == report.retired == []
        assert ["好好谈" in term.html for term in terms_in_order()] == [False, True]
    page = browse().get("/course/glossary").text
    assert [re.findall(r'<dt id="([^"]+)"', page), re.findall(r'<section id="([^"]+)"', page)] == [
        ["晨检", "雨"],
        ["letter-C", "letter-Y"],
    ]
    assert 'href="/course/day/greeting"' in page
    assert 'href="/course/glossary"' in browse().get("/course").text
    assert f'href="/course/glossary#{quote("晨检")}"' in browse(given.learner).get("/course/day/greeting").text
    assert "Used in" in browse().get("/course/glossary?lang=en").text


def test_without_a_glossary_the_page_says_so(app, browse):
    assert "还没有写好" in browse().get("/course/glossary").text
    with app.app_context():
        sync_course(read_course(files(sound()))[0])
    assert "/course/glossary" not in browse().get("/course").text


def test_the_introduction_opens_the_map_until_something_is_looked_for(app, browse):
    with app.app_context():
        sync_course(read_course(files(changed("course.md", "从清晨说起。", "从[清晨](day/greeting.md)说起。")))[0])
    page = browse().get("/course").text
    assert "<details" in page
    assert '从<a href="/course/day/greeting"' in page
    assert "从<a" not in browse().get("/course?stage=小学").text
