"""What two topics say in the same words is found as far as it goes, links and titles of laws left out."""

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as some

from app.courses.course import SectionText, TopicText
from app.courses.overlaps import BREAK, comparable, longest_overlaps, overlaps

SAID = "她没有急着问作业，先问了鞋子湿不湿，再把伞往孩子那边斜了斜。"


def topic(html: str) -> TopicText:
    parts = [SectionText("case", html, len(html)), SectionText("questions", "<p>问</p>", 1)]
    return TopicText("x", "m/x.md", 1, "题", "钩", 45, 400, "ready", [], [], [], parts)


def test_a_shared_stretch_is_told_once_and_whole():
    found = overlaps({"a": f"甲甲{SAID}甲", "b": f"乙{SAID}乙乙", "c": "丙" * 40}, 20)
    assert [(one.length, one.text, one.first, one.second) for one in found] == [(len(SAID), SAID, "a", "b")]
    assert longest_overlaps({"a": f"甲{SAID}", "b": f"乙{SAID}"})[0].text == SAID


def test_a_repetition_inside_one_topic_is_its_own_affair():
    assert overlaps({"a": SAID + SAID, "b": "丙" * 40}, 20) == []
    assert longest_overlaps({"a": SAID * 2, "b": "丙" * 40}) == []


def test_nothing_runs_across_what_was_left_out():
    assert overlaps({"a": SAID[:15] + BREAK + SAID[15:], "b": SAID}, 20) == []


def test_links_titles_of_laws_tags_and_white_space_do_not_count():
    html = '<p>依据《中华人民共和国未成年人保护法》，见<a href="/x" rel="noopener">校园欺凌的识别与干预</a>&amp; 别急。</p>'
    assert comparable(topic(html)).split(BREAK) == ["依据", "，见", "&别急。", "问"]


@settings(deadline=None, max_examples=200)
@supposing(
    some.dictionaries(some.sampled_from("abc"), some.text("xyz" + BREAK, max_size=30), max_size=3), some.integers(1, 6)
)
def test_it_finds_what_trying_everything_finds(texts: dict[str, str], least: int):
    tried = {
        text[at : at + least]
        for key, text in texts.items()
        for at in range(len(text) - least + 1)
        if BREAK not in text[at : at + least]
        and any(text[at : at + least] in other for name, other in texts.items() if name != key)
    }
    found = overlaps(texts, least)
    assert all(one.text in texts[one.first] and one.text in texts[one.second] for one in found)
    assert {one.text[at : at + least] for one in found for at in range(one.length - least + 1)} == tried


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "x", "b": ""}, {"a": BREAK, "b": BREAK}])
def test_nothing_shares_nothing(texts):
    assert longest_overlaps(texts) == []
