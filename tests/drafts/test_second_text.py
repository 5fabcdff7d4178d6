"""A form whose key was used comes again: the same words are one act, other words are not lost."""

import pytest
from sqlalchemy import func, select

from app.discussions.models import Post
from app.drafts.queries import find_drafts
from app.foundation.database import db
from app.grading.models import Grade

FIRST, SECOND = "第一次写的一段话，足够长。", "答复在路上丢了，改了几个字又按了一次。"


@pytest.fixture
def reply(given, browse):
    """Send a reply with the key of one and the same page."""
    thread = given.a_thread()
    browser = browse(given.classmate)
    target, hidden = browser.form(f"/threads/{thread}", "reply")

    def send(text, **headers):
        return browser.post(target, data={**hidden, "text": text}, headers=headers)

    send.box, send.browser = f"reply:{thread}", browser
    return send


def posts(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Post.text).where(Post.number > 1).order_by(Post.id)))


def test_pressing_twice_is_one_reply(app, reply):
    assert reply(FIRST).location == reply(FIRST.replace("\n", "\r\n") + "\r\n").location
    assert posts(app) == [FIRST]


def test_other_words_under_the_same_key_become_a_draft_and_the_person_is_told(app, given, reply):
    first = reply(FIRST)
    second = reply(SECOND)
    assert second.status_code == 409
    assert first.location.replace("&", "&amp;") in second.text
    assert SECOND in second.text
    assert f"/me/drafts/{reply.box}" in second.text
    assert posts(app) == [FIRST]
    with app.app_context():
        assert [draft.text for draft in find_drafts(given.classmate.id, reply.box)] == [SECOND]
    assert reply(SECOND).status_code == 409
    assert SECOND in reply.browser.get("/me/drafts").text


def test_a_script_is_told_in_its_own_way(reply):
    first = reply(FIRST)
    answer = reply(SECOND, Accept="application/json")
    assert (answer.status_code, answer.json["first"]) == (409, first.location)


def test_another_score_under_the_same_key_is_not_passed_over_in_silence(app, given, browse):
    work = given.a_submission()
    browser = browse(given.tutor)
    target, hidden = browser.form(f"/submissions/{work}", "grade")
    comment = "您把那一晚写得很细，下次请再写写孩子后来怎么说。"
    assert browser.post(target, data={**hidden, "score": "88", "comment": comment}).status_code == 302
    again = browser.post(target, data={**hidden, "score": "88", "comment": comment, "next": "1"})
    assert again.status_code == 302  # where one goes from there is nothing said
    assert browser.post(target, data={**hidden, "score": "68", "comment": comment}).status_code == 409
    with app.app_context():
        assert db.session.scalar(select(func.count(Grade.id))) == 1
        assert db.session.scalar(select(Grade.score)) == 88
