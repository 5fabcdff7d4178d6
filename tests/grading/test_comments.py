"""Which comments say nothing of their own, and which are the same words again."""

import pytest

from app.grading.comments import digest_of, is_bare

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
