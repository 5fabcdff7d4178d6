"""What people write becomes HTML at once: no text of allowed length may hold the server up."""

from time import thread_time

import pytest

from app.foundation.markup import LONGEST_TEXT, is_tangled, render

PATIENCE = 0.5  # seconds of the processor, several times what the worst of these takes
WORST = [
    "[a" * 600 + "a" * 18_800, "[\n" * 600 + "a" * 18_800, "[好 " * 600, "![a][" * 119 + "a" * 19_000, "[a](" * 300,
    "a\n=\n" * 5_000, "# a\n" * 5_000, "a|b\n-|-\n" * 2_500, "|" + "a|" * 9_999, "a|b\n" * 4_000, "- a\n" * 5_000,
    " 1.   " * 3_333, "- " * 9_999 + "a", "1. >    1. >>>    " * 1_111, "&" * 39 + "a" + "&a" * 9_000, "\\a" * 9_999,
    "<p " * 500 + "a" * 18_000, "<!-- " * 590, '<a b="' * 580, "**a " * 290, "`" * 39 + "a" * 19_000, "> " * 9_999,
    " " * 19_999 + "a", "\n" * 20_000, "\u2028" * 20_000, "好" * 20_000, "http://a.b/ " * 1_600,
]  # fmt: skip
EVERYDAY = (
    "## 我的做法\n\n- 先听\n- 再问\n\n| 周 | 做什么 |\n|---|---|\n| 一 | 谈话 |\n\n> 引一句\n\n"
    "见[这一篇](https://example.org/a_b)和 **重点** [1] [2]。\n\n"
)


@pytest.mark.parametrize("text", WORST, ids=range(len(WORST)))
def test_the_worst_that_may_be_typed_is_done_at_once(text):
    began = thread_time()
    html = render(text[:LONGEST_TEXT]).html
    assert thread_time() - began < PATIENCE
    assert "<script" not in html


def test_a_long_honest_text_is_not_taken_for_a_knot():
    text = EVERYDAY + "这一段写了很久，改了又改，还是想把那天的事说清楚。" * 700
    assert not is_tangled(text)
    assert not is_tangled(EVERYDAY * 40)
    html = render(EVERYDAY).html
    assert all(tag in html for tag in ("<h4>", "<li>", "<table>", "<blockquote>", "<strong>", 'href="https://'))


def test_a_knot_is_shown_as_it_was_typed():
    text = "[a" * 600 + "a" * 18_800
    assert is_tangled(text)
    assert render(text).html == f"<p>{text}</p>"
