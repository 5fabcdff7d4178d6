"""What can be thought about without a database: blocks, names, words worth quoting, drafts, long pictures."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.bulletins.blocks import block, moved, numbered, read_blocks
from app.bulletins.composing import draft_of, numeral
from app.bulletins.excerpts import best_words, is_verbatim
from app.bulletins.facts import Ahead, ClassStar, Figure, Voice, WeekFacts
from app.bulletins.painting import Painted, Piece, paint, signature
from app.bulletins.painting.canvas import TALLEST, WIDTH
from app.bulletins.painting.glyphs import characters_of
from app.bulletins.painting.lettering import SANS, Face, lines_of
from app.bulletins.picture_shelf import PictureShelf
from app.bulletins.seen import Sight, as_seen
from app.bulletins.telling import beginning_of, told
from app.foundation.markup import excerpt
from tests.browser.hostile import WHOLE

FACTS = WeekFacts(
    classroom_name="芙蓉一班", site_name="芙蓉区教学点", week="2026-W12", week_number=3, monday=date(2026, 3, 16),
    sunday=date(2026, 3, 22), issue=12, learners=50, as_of=datetime(2026, 3, 23, tzinfo=UTC), is_closed=True,
    figures=(Figure("active", 48, 47), Figure("assignments", 96, 80), Figure("journals", 50, None)),
    stars=(ClassStar(7, "林小满", 3, True), ClassStar(8, "周立秋", 60, False)),
    voices=(Voice(91, 5, 2, "迟到的孩子", 8, "周立秋", "我会先问问他昨晚几点睡的。"),),
    ahead=Ahead(4, 6, date(2026, 4, 12), date(2026, 4, 19), 20, {"minutes": 1333, "assignments": 8}),
)  # fmt: skip
FACE = Face(SANS, 20)


def test_a_draft_says_the_weeks_figures_and_the_same_facts_make_the_same_draft():
    title, blocks = draft_of(FACTS)
    assert (title, [one["kind"] for one in blocks]) == (
        "芙蓉一班简报第十二期",
        ["text", "figures", "stars", "quotes", "text"],
    )
    assert draft_of(FACTS) == (title, blocks)
    text = told(as_seen(title, blocks, Sight(is_inside=True))[1])
    assert all(
        words in text
        for words in ("提交作业 96 份，比上周多 16", "发布日志 50 篇\n", "学习 1333 分钟、作业 8 份", "48 位")
    )
    assert "发布日志 50 篇，" not in text, "in the first week there is nothing to compare with"
    assert draft_of(replace(FACTS, week="2026-W13"))[1][0] != blocks[0] or numeral(20) == "二十"
    assert [numeral(number) for number in (1, 10, 11, 20, 99, 100)] == ["一", "十", "十一", "二十", "九十九", "100"]


def test_outside_the_class_no_name_is_read_that_was_not_agreed_to():
    blocks = [*draft_of(FACTS)[1], block("text", heading="周立秋说", text="周立秋和周立，还有林小满。")]
    people = [(7, "林小满"), (8, "周立秋"), (9, "周立")]
    inside = told(as_seen("周立秋的一周", blocks, Sight(is_inside=True, people=people))[1])
    title, seen = as_seen("周立秋的一周", blocks, Sight(is_inside=False, people=people))
    outside = told(seen)
    assert "周立秋" in inside
    assert (title, "周立" in outside, "林小满" in outside) == ("一位学友的一周", False, True), "the star is public"
    assert "一位学友和一位学友，还有林小满" in outside
    agreed = Sight(is_inside=False, people=people, named=frozenset({8}))
    assert "—— 周立秋" in told(as_seen("", blocks, agreed)[1])
    gone = Sight(is_inside=True, people=people, gone=frozenset({91}))
    assert "昨晚几点睡的" not in told(as_seen("", blocks, gone)[1])


def test_blocks_are_read_with_suspicion_and_moved_without_surprise():
    assert read_blocks("nothing") == read_blocks([1, "x", {"kind": "script"}, {"kind": ["text"]}][:3]) == []
    odd = read_blocks([{"kind": "text", "text": 7, "heading": None}, {"kind": "quotes", "items": ["x", {"keep": 1}]}])
    assert odd[0]["text"] == ""
    assert odd[1]["items"] == [{"keep": 1}]
    row = numbered([block("text"), block("figures"), block("quotes")])
    assert [one["key"] for one in row] == ["b1", "b2", "b3"]
    assert [one["key"] for one in moved(row, "b3", -1)] == ["b1", "b3", "b2"]
    assert moved(row, "b1", -1) == moved(row, "none", 1) == row
    assert json.loads(json.dumps(row)) == row


def test_words_are_worth_quoting_when_they_stand_by_themselves():
    text = "> 别人的话不要引。\n\n太短。我会先问问他昨晚几点睡的，再说迟到的事。@林小满 您觉得这样做行得通吗？"
    assert best_words(text) == "我会先问问他昨晚几点睡的，再说迟到的事。"
    assert best_words("嗯。") == ""
    assert is_verbatim("先问问他 昨晚几点", text)
    assert not is_verbatim("先骂他", text)
    assert not is_verbatim("  ", text)


def test_a_list_shows_how_a_bulletin_begins_and_neither_signs_nor_rows_of_names():
    text = (
        "- 先说一句\n\n### 榜样\n\n陈新良、徐正华\n\n### 这一周\n\n急的时候声音最大。\n我把它抄下来了。\n\n- 学习 25 人"
    )
    assert excerpt(beginning_of(text), 90) == "急的时候声音最大。我把它抄下来了。"
    assert excerpt(beginning_of("- 学习 25 人\n- 作业 3 份"), 90) == "学习 25 人 作业 3 份", (
        "where nothing else is said"
    )
    assert excerpt("“Yes,” she said. “No.”\n他说：“走。”\n走了。", 90) == "“Yes,” she said. “No.” 他说：“走。”走了。"
    assert excerpt("1. 一\n2) 二，\n\n* 三 - 四", 90) == "一 二，三 - 四"


def test_lines_break_by_characters_and_none_begins_with_a_comma():
    text = "这一周大家都很用心，" * 9 + "averylongwordwithoutanyspaceinit" * 4
    lines = list(lines_of(text, FACE, 200))
    assert all(FACE.length(line) <= 200 + 2 * FACE.size for line in lines)
    assert not any(line[0] in "，。" for line in lines if line)
    assert "".join(lines) == text


def test_any_text_becomes_a_picture_of_bounded_size_and_what_no_font_has_is_a_box():
    assert {ord("一"), ord("A")} <= characters_of(SANS)
    assert not {0x1F600, 0x20BB7} & characters_of(SANS)
    texts = ["𠮷 㛃 䶮 😀 👩‍🏫", "\u202eabc\u202c", "，" * 900, "x" * 3000, *WHOLE[:40]]
    pieces = [Piece(kind, text, (("1", "份", ""),)) for text in texts for kind in ("heading", "text")]
    painted = Painted("班", "行", "题", "脚", "后面还有", tuple(pieces + [Piece("text", "满" * 9000)] * 9))
    with Image.open(BytesIO(paint(painted))) as picture:
        assert picture.width == WIDTH
        assert TALLEST < picture.height < TALLEST + 2000
    boxed, plain = (paint(Painted("班", "行", mark, "脚", "")) for mark in ("😀", " "))
    assert boxed != plain, "a box is seen"


def test_a_picture_is_kept_under_what_is_on_it(tmp_path: Path):
    one, other = Painted("班", "行", "题", "脚", ""), Painted("班", "行", "另一题", "脚", "")
    assert signature(one) == signature(replace(one)) != signature(other)
    shelf = PictureShelf(tmp_path / "shelf")
    assert shelf.find(signature(one)) is None
    assert shelf.keep(signature(one), b"drawn") == b"drawn" == shelf.find(signature(one))
    assert PictureShelf(tmp_path / "shelf" / f"{signature(one)}.png").keep("x", b"no room") == b"no room"
