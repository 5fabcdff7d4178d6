"""Which comments say nothing of their own, and which are the same words again."""

from time import process_time

import pytest

from app.grading.comments import digest_of, is_bare, is_nearly, own_characters

GRADES = ["优", "良", "合格", "不合格"]


@pytest.mark.parametrize("comment", ["", "优", "优！", " 良。", "很好", "写得不错", "不合格", "ＯＫ", "👍👍👍👍👍👍👍"])
def test_a_grade_or_a_few_characters_are_bare(comment: str) -> None:
    assert is_bare(comment, GRADES)


@pytest.mark.parametrize("comment", ["第三段写得最好", "开头那句话我记住了。", "Your second paragraph stayed with me"])
def test_a_sentence_is_not_bare(comment: str) -> None:
    assert not is_bare(comment, GRADES)


@pytest.mark.parametrize(
    "again", ["写得真好,继续努力!", "  写得真好，继续努力。 ", "写得真好　继续努力", "写得真好继续努力"]
)
def test_punctuation_and_width_do_not_make_words_new(again: str) -> None:
    assert digest_of(again) == digest_of("写得真好，继续努力！")
    assert len(digest_of(again)) == 32


def test_other_words_are_other_words() -> None:
    assert digest_of("写得真好，继续努力！") != digest_of("写得真好，再接再厉！")
    assert digest_of("Well done, Ann") == digest_of("well done ANN")


@pytest.mark.parametrize(
    ("comment", "other", "own"),
    [
        ("写得真好，继续努力！", "写得真好,继续努力", 0),
        ("写得真好，继续加油！", "写得真好，继续努力！", 2),
        ("写得真好，继续努力！第三段的转折我记住了。", "写得真好，继续努力！", 10),
        ("完全是另外的一句话", "写得真好，继续努力！", 9),
        ("好", "好", 0),
        ("", "写得真好", 0),
    ],
)
def test_how_much_of_a_comment_is_its_own(comment: str, other: str, own: int) -> None:
    assert own_characters(comment, other) == own


def test_a_sentence_of_ones_own_makes_the_difference() -> None:
    assert is_nearly("写得真好，继续加油！", "写得真好，继续努力！")
    assert not is_nearly("写得真好，继续努力！第三段的转折我记住了。", "写得真好，继续努力！")
    assert not is_nearly("写得真好，继续努力！", "")
    assert not is_nearly("想法好，做得到。", "下周就能做得到的一步，您写出来了。")


def test_the_longest_comments_are_compared_in_no_time() -> None:
    began = process_time()
    for _ in range(100):
        own_characters("您把那一晚写得很细，我读了两遍。" * 300, "孩子后来怎么说，请再写写。" * 46)
    assert process_time() - began < 2
