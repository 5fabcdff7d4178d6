"""Editors may write more than people may, and still nothing that runs."""

import re
from html.parser import HTMLParser

import pytest

from app.foundation.markup import COURSE_ATTRIBUTES, COURSE_TAGS, render_course

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<p style='color:red'>x</p>",
    "[x](javascript:alert(1))", "[x](java\tscript:alert(1))", "[x](data:text/html,<script>1</script>)", "[x](vbscript:x)",
    "![x](https://a.example/x.png)", "![x](javascript:alert(1))", "![x](/static/images/../../secret)", "![x](//a.example/x)",
    '[x](/a "onmouseover=alert(1)")', "<a href='&#106;avascript:alert(1)'>x</a>", "<iframe src=/course></iframe>",
    "| <b onclick=x> |\n| --- |\n| <img src=x onerror=y> |", "### <script>x</script>", "[^<b>]\n\n[^<b>]: <script>",
    "<table class='top' onclick=x><tr><td data-label='\"><script>'>x", "<div class='menu-sheet'>x</div>",
    "<form action=/sign-out><input name=x>", "<style>*{}</style>", "<math><mtext></form><mglyph><style><img onerror=x>",
    "`<script>`", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<base href=//a.example>",
]  # fmt: skip


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.found += [(tag, "", "")] + [(tag, name, value or "") for name, value in attrs]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_runs_comes_through(text: str) -> None:
    seen = Seen()
    seen.feed(render_course(text, "case").html)
    for tag, name, value in seen.found:
        assert tag in COURSE_TAGS
        assert name in {"", "class", "rel", *COURSE_ATTRIBUTES.get(tag, set())}, (tag, name)
        if name == "class":
            assert set(value.split()) <= {
                "table",
                "table--cards",
                "number",
                "footnote",
                "footnote-ref",
                "footnote-backref",
            }
        if name == "src":
            assert value.startswith("/static/images/")
        if name == "href":
            assert re.match(r"(https?://|mailto:|[/#]|[^:]*$)", value), value


def test_footnotes_of_one_document_do_not_leak_into_the_next() -> None:
    render_course("甲[^1]\n\n[^1]: 第一份的注", "case")
    second = render_course("乙[^1]\n\n[^1]: 第二份的注", "extension").html
    assert "第一份的注" not in second
    assert 'href="#fn-extension-1"' in second


def test_tables_carry_their_heads_to_the_phone_and_no_style() -> None:
    html = render_course("| 标准 | **优** |\n| :-- | --: |\n| 听见 | 3 |", "assignment").html
    assert 'data-label="标准"' in html
    assert '<td class="number" data-label="优">3</td>' in html
    assert "style" not in html
    assert "align" not in html


def test_chinese_headings_have_addresses_and_twins_differ() -> None:
    html = render_course("### 两秒钟\n\n甲\n\n### 两秒钟\n\n乙", "extension").html
    assert 'id="extension-两秒钟"' in html
    assert 'id="extension-两秒钟_1"' in html
