"""A form that is read quickly says what the library would have read."""

from urllib.parse import parse_qsl, urlencode

from flask import Flask, request
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from app.foundation.bodies import HouseRequest, pairs_in

SAID = st.text(alphabet="a=&+%20;他é😀\x00 %E4%G1%\n", max_size=30)


@settings(max_examples=400, deadline=None)
@drawn(SAID)
def test_whatever_comes_is_read_as_the_library_reads_it(said: str) -> None:
    body = said.encode()
    try:
        expected = parse_qsl(said, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        return
    assert list(pairs_in(body)) == expected


def test_a_text_in_chinese_arrives_and_what_is_no_text_is_left_to_the_library() -> None:
    app = Flask("forms")
    app.request_class = HouseRequest
    words = "他昨天又迟到了，我没有说他。\r\n𠮷 & = + %" * 20
    kinds = {"content_type": "application/x-www-form-urlencoded", "method": "POST"}
    with app.test_request_context("/", data=urlencode([("text", words), ("keep", "1"), ("keep", "2")]), **kinds):
        assert (request.form["text"], request.form.getlist("keep")) == (words, ["1", "2"])
    with app.test_request_context("/", data=b"text=%FF%E4&key=k", **kinds):
        assert (request.form["text"], request.form["key"]) == ("%FF%E4", "k")
