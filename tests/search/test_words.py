"""How words are folded, asked for and shown again: pure matters."""

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from app.search.folding import fold, visible
from app.search.grams import grams_asked, grams_of, tokens_in_line, tokens_of
from app.search.question import LONGEST, parse
from app.search.snippet import hits_in, marked, snippet


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＰＰＴ课件（第２版）", "ppt课件 第2版"), ("Straße", "strasse"), ("①②", "12"), ("㎏", "kg"), ("家长，沟通", "家长 沟通"),
        ("𠮷田", "𠮷田"), ("👍🏽好", "👍 好"), ("❤️", "❤"), ("早\u200b读", "早读"), ("Cafe\u0301", "café"), ("…—·", ""),
    ],
)  # fmt: skip
def test_width_case_and_signs_do_not_matter(written, folded):
    assert fold(written) == folded
    assert fold(folded) == folded


def test_what_a_reader_sees_is_what_is_found():
    assert visible("<p>这是<strong>重点</strong>内容</p>\n<p>A&amp;B <a href='/x'>看</a></p>") == "这是重点内容 A&B 看"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("早读  迟到", ("早读", "迟到")), ("“早读 迟到” 家长", ("早读 迟到", "家长")), ('"早读', ("早读",)), ('""', ()), ("", ()), ("，。！", ()),
        ("学生 学生", ("学生",)), ("班主任 主任", ("班主任",)), ('a" OR "b* NEAR(', ("or", "b", "near")), ("𠮷", ("𠮷",)),
    ],
)  # fmt: skip
def test_spaces_part_words_and_quotes_join_them(typed, words):
    assert sorted(parse(typed).words) == sorted(words)


def test_what_is_too_long_is_cut_and_says_so():
    assert parse("好" * 10_000).words == ("好" * LONGEST,)
    assert parse("好" * 10_000).was_cut
    assert not parse("好" * LONGEST).was_cut
    assert len(parse(" ".join("一二三四五六七八九十")).words) == 8


@any_of(st.text(max_size=80), st.text(min_size=1, max_size=6))
def test_what_holds_the_words_holds_their_grams(text, word):
    words, asked = fold(text), fold(word)
    if asked and asked in words:
        assert set(grams_asked(asked)) <= grams_of(words)
    assert set(tokens_in_line("post", "", words, "").split()) == tokens_of("post", "", words, "")


@any_of(st.text(max_size=200), st.text(max_size=12))
def test_a_snippet_is_made_of_the_text_and_marks_only_hits(text, typed):
    words = parse(typed).words
    assert "".join(piece for piece, _ in marked(text, words)) == text
    shown = snippet(text, words)
    assert "".join(piece for piece, _ in shown).strip("…") in text.join("……")
    assert all(start < end for start, end in hits_in(text, words))


def test_hits_are_marked_in_the_text_as_it_was_written():
    text = "开头" * 60 + "请把ＰＰＴ课件，和教案一起交" + "结尾" * 60
    pieces = snippet(text, parse('ppt "课件 和教案"').words)
    assert [piece for piece, is_hit in pieces if is_hit] == ["ＰＰＴ", "课件，和教案"]
    assert pieces[0] == pieces[-1] == ("…", False)
    assert marked("㍿会社", ("式会",)) == [("㍿", True), ("会社", False)]
