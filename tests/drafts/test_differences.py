"""What is different between two texts; pure."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.differences import difference, side_of

FIRST = "下了一夜的雨，早读只到了一半的人。我先把灯打开。"


def told(first: str, second: str) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in difference(first, second))


def test_a_sentence_more_is_one_piece():
    assert told(FIRST, FIRST + "然后等。") == FIRST + "[+然后等。+]"


def test_a_word_changed_is_marked_and_not_its_whole_sentence():
    assert told(FIRST, FIRST.replace("一夜", "两夜")) == "下了[-一-][+两+]夜的雨，早读只到了一半的人。我先把灯打开。"


def test_nothing_in_common_is_the_one_and_the_other():
    assert told("甲乙丙", "丁戊己") == "[-甲乙丙-][+丁戊己+]"
    assert told("", "写") == "[+写+]"
    assert told("同", "同") == "同"


texts = st.text(alphabet="天地人，。\n", max_size=60)


@settings(max_examples=300, deadline=None)
@given(texts, texts)
def test_the_pieces_give_both_texts_again(first, second):
    pieces = difference(first, second)
    assert "".join(piece.text for piece in side_of(pieces, "new")) == first
    assert "".join(piece.text for piece in side_of(pieces, "gone")) == second
    assert all(piece.text for piece in pieces)
    assert all(one.kind != next_.kind for one, next_ in pairwise(pieces))


def test_the_longest_and_most_tangled_texts_take_no_time():
    tangled = [
        ("天，" * 30_000, "天，地，" * 15_000), ("天" * 60_000, "地" * 60_000),
        ("".join(f"{n}，" for n in range(1400)), "".join(f"{n + n % 3}，" for n in range(1400))),
        ("甲乙丙丁戊己庚辛。" * 700, "甲丙丁戊己庚辛壬。" * 700),
    ]  # fmt: skip
    for first, second in tangled:
        begun = time.process_time()
        pieces = difference(first, second)
        assert time.process_time() - begun < 3
        assert "".join(piece.text for piece in side_of(pieces, "new")) == first
