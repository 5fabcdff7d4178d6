"""A tutor's own phrases: kept with a place to fill in, read by nobody else, never sent bare without a word."""

import pytest
from flask import Flask

from app.foundation.errors import NotFound, Refused
from app.grading.models import Grade
from app.phrases.models import Phrase
from app.phrases.operations import MOST, drop_phrase, keep_phrase
from app.phrases.queries import phrases_of
from app.phrases.slots import has_slot, with_slot, without_slots
from tests.support.given import Given
from tests.support.grading import COMMENT, SECOND, count, form_of

PHRASE = "您写到的〔那一处〕很真，下次请再写写孩子后来怎么说。"


def test_slots() -> None:
    assert has_slot(PHRASE)
    assert not has_slot("〔没有关上")
    assert without_slots(PHRASE) == "您写到的很真，下次请再写写孩子后来怎么说。"
    assert with_slot(PHRASE, "这里") == PHRASE
    assert with_slot("继续写下去。", "这里") == "继续写下去。〔这里〕"


def test_a_comment_is_kept_as_a_phrase_and_stands_beside_the_next_work(app: Flask, given: Given, browse) -> None:
    work, journal = given.a_submission(), given.a_journal()
    tutor = browse(given.tutor)
    tutor.submit(f"/submissions/{work}", "grade", score="90", comment=COMMENT, next="1")
    page = tutor.get(f"/journals/{journal}").text
    assert "/grading/phrases?grade=1" in page
    assert COMMENT in tutor.get("/grading/phrases?grade=1").text
    assert tutor.submit("/grading/phrases", "keep-phrase", text=COMMENT).status_code == 302
    assert tutor.submit("/grading/phrases", "keep-phrase", text=COMMENT).status_code == 302
    assert count(app, Phrase) == 1
    assert f"{COMMENT}〔这份作业里的一处〕" in tutor.get(f"/journals/{journal}").text
    assert COMMENT not in browse(given.tutor2).get("/grading/phrases?grade=1").text
    assert tutor.submit("/grading/phrases", "remove-phrase").status_code == 302
    assert count(app, Phrase) == 0


@pytest.mark.parametrize(
    ("comment", "hint"),
    [
        (PHRASE, "还没有换成"),
        ("您写到的很真，下次请再写写孩子后来怎么说。", "一句常用语"),
        ("您写到的很真！下次请再写写孩子后来怎样说", "一句常用语"),
        ("您写到的纸条上的十一点很真，下次请再写写孩子后来怎么说。", None),
        (SECOND, None),
    ],
)
def test_a_bare_phrase_is_asked_about_once(app: Flask, given: Given, browse, comment: str, hint: str | None) -> None:
    work = given.a_submission()
    with app.app_context():
        keep_phrase(given.tutor.id, PHRASE)
    tutor = browse(given.tutor)
    answer = tutor.submit(f"/submissions/{work}", "grade", score="90", comment=comment)
    if hint is None:
        assert answer.status_code == 302
        return
    assert (answer.status_code, hint in answer.text, count(app, Grade)) == (200, True, 0)
    target, hidden = form_of(answer.text)
    assert tutor.post(target, data={**hidden, "score": "90", "comment": comment}).status_code == 302
    assert count(app, Grade) == 1


def test_what_is_refused_is_said_and_the_words_stay(app: Flask, given: Given, browse) -> None:
    tutor = browse(given.tutor)
    for words in ("", "长" * 400, "有\x00字"):
        answer = tutor.submit("/grading/phrases", "keep-phrase", text=words)
        assert answer.status_code == 422
        assert words[:300] in answer.text
    with app.app_context():
        for number in range(MOST):
            keep_phrase(given.tutor.id, f"第 {number} 句〔〕")
        with pytest.raises(Refused, match="最多留"):
            keep_phrase(given.tutor.id, "多出来的一句〔〕")
        with pytest.raises(NotFound):
            drop_phrase(given.tutor2.id, phrases_of(given.tutor.id)[0].id)
