"""Returned work comes back with its changes marked: by sentence, by letter where a sentence became another."""

from datetime import timedelta
from random import Random
from time import process_time

import pytest
from flask import Flask

from app.assignments.operations import hand_in_submission
from app.foundation import clock
from app.grading.changes import ADDED, GONE, SAME, Piece, changes, share_changed
from app.grading.operations import return_submission
from tests.support.given import EVENING, Given

BEFORE = "下了一夜的雨。早读只到了一半的人！我先把灯打开，再一个一个地等。\n后来都来了。"
AFTER = "下了一夜的雨。早读只到了一半多的人！\n我先把灯打开，再一个一个地等。\n后来都来了。第二天我买了伞。"


def newer(paragraphs: list[list[Piece]]) -> list[str]:
    return ["".join(piece.text for piece in paragraph if piece.what != GONE) for paragraph in paragraphs]


def test_a_word_a_sentence_and_a_line() -> None:
    first, second, third = changes(BEFORE, AFTER)
    assert first == [Piece(SAME, "下了一夜的雨。早读只到了一半"), Piece(ADDED, "多"), Piece(SAME, "的人！")]
    assert second == [Piece(SAME, "我先把灯打开，再一个一个地等。")]
    assert third == [Piece(SAME, "后来都来了。"), Piece(ADDED, "第二天我买了伞。")]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("只有一句。", "只有一句。", [[Piece(SAME, "只有一句。")]]),
        ("", "新写的。", [[Piece(ADDED, "新写的。")]]),
        ("删掉的。", "", [[Piece(GONE, "删掉的。")]]),
        ("", "", []),
        ("天气很好。", "孩子们走了！", [[Piece(GONE, "天气很好。"), Piece(ADDED, "孩子们走了！")]]),
    ],
)
def test_the_plainest_cases(before: str, after: str, said: list[list[Piece]]) -> None:
    assert changes(before, after) == said


def test_nothing_of_either_text_is_lost() -> None:
    """Whatever was written: what is not gone is the newer text, what is not added the older one, line ends aside."""
    chance = Random(2009)
    for _ in range(200):
        old, new = ("".join(chance.choice("天地人和。！\n ab") for _ in range(chance.randrange(120))) for _ in "xy")
        pieces = [piece for paragraph in changes(old, new) for piece in paragraph]
        for text, left_out in ((new, GONE), (old, ADDED)):
            said = "".join(piece.text for piece in pieces if piece.what != left_out)
            assert "".join(said.split()) == "".join(text.split())


def test_how_much_is_new() -> None:
    assert share_changed(changes("一二三四五。", "一二三四五。六七八九十。")) == 50
    assert share_changed([]) == 0


def test_twenty_thousand_characters_of_anything_are_compared_at_once() -> None:
    def text(seed: int, letters: str, length: int = 20_000) -> str:
        return "".join(Random(seed).choice(letters) for _ in range(length))

    hard = ["天地", "天地。", "天地\n", "天地人和你我他。！？\n", "。", "ab"]
    began = process_time()
    for letters in hard:
        changes(text(1, letters), text(2, letters))
    assert process_time() - began < 6  # some tenths of a second on an idle machine; without a budget, minutes


def test_the_tutor_begins_with_the_changes_and_the_reason_stands_beside(app: Flask, given: Given, browse) -> None:
    again = "今天我请全班同学把昨晚的作业时间写在纸条上。<b>第二天</b>我请任课老师坐到一起，先把总量算清楚。"
    work = given.a_submission(text="今天我请全班同学把昨晚的作业时间写在纸条上。最长的写到了十一点，我没有再往下问。")
    with app.app_context():
        return_submission(given.tutor.id, work, "请补上后来的事")
        clock.travel_to(EVENING + timedelta(hours=1))
        hand_in_submission(given.learner.id, given.topic.id, again)
    tutor, learner = browse(given.tutor), browse(given.learner)
    page = tutor.get(f"/submissions/{work}").text
    assert '<del class="gone">最长的写到了十一点，我没有再往下问。</del>' in page
    assert '<ins class="added">&lt;b&gt;第二天&lt;/b&gt;我请任课老师坐到一起，先把总量算清楚。</ins>' in page
    assert "请补上后来的事" in page
    assert '<del class="gone">最长' not in tutor.get(f"/submissions/{work}?version=2").text
    assert '<del class="gone">最长' not in learner.get(f"/submissions/{work}").text
    assert '<del class="gone">最长' in learner.get(f"/submissions/{work}?version=changes").text
    assert tutor.get(f"/submissions/{work}?version=nothing").status_code == 404
