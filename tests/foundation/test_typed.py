"""What an act itself refuses of what was typed."""

import pytest
from flask import Flask

from app.foundation.errors import Refused
from app.foundation.typed import nothing_written, refuse_unfit


@pytest.mark.parametrize(
    ("text", "options", "word"),
    [
        (" \n", {"empty": "空"}, "空"),
        ("字" * 6, {}, "最多 5 个字"),
        ("字" * 6, {"too_long": "太长"}, "太长"),
        ("\x00", {}, "控制字符"),
        ("\ud83d", {}, "控制字符"),
    ],
)
def test_empty_too_long_and_unreadable(app: Flask, text: str, options: dict[str, str], word: str) -> None:
    with app.test_request_context(), pytest.raises(Refused, match=word) as refusal:
        refuse_unfit(text, "text", 5, **options)
    assert refusal.value.field == "text"


def test_what_is_fit_passes_and_nothing_may_be_written_where_nobody_minds(app: Flask) -> None:
    with app.test_request_context():
        refuse_unfit("", "text", 5)
        refuse_unfit("五个字正好", "text", 5, empty=nothing_written())
