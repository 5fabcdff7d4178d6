"""Who hears of what in salons and on boards: names spoken to, likes, answers, reports and their outcome."""

import pytest

from app.discussions.models import MarkKind
from app.discussions.operations import hide_post, like_post, mark_thread, reply, take_back_like
from app.moderation.models import Verdict
from app.moderation.operations import decide_case, object_to_decision, report_post
from app.notifications.operations import choose_groups
from app.notifications.queries import lines_of, unread_count

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def kinds(person) -> list[str]:
    return [line.kind for line in lines_of(person)]


def test_whoever_is_spoken_to_by_name_hears_it_once_and_not_after_it_is_hidden(app, given):
    with app.test_request_context():
        thread_id = given.a_thread(text="@何清明 您看呢？")
        post = reply(given.tutor.id, thread_id, "@林小满 先问问他。")
        assert (kinds(given.tutor), kinds(given.learner)) == (["mentioned"], ["mentioned"])
        assert kinds(given.classmate) == []
        hide_post(post.id, given.class_administrator.id)
        assert kinds(given.learner) == []


def test_likes_are_told_to_those_who_wish_it_and_never_twice(app, given):
    with app.test_request_context():
        given.a_thread()
        like_post(1, given.classmate.id)
        assert kinds(given.learner) == [], "silent unless wished for"
        choose_groups(given.learner.id, [])
        for act in (like_post, take_back_like, like_post):
            act(1, given.tutor.id)
        assert (kinds(given.learner), unread_count(given.learner)) == (["liked"], 1)


def test_an_answer_is_told_to_whoever_gave_it(app, given):
    with app.test_request_context():
        thread_id = given.a_thread()
        post_id = given.a_reply(thread_id, by=given.tutor)
        mark_thread(thread_id, MarkKind.ANSWER, given.learner.id, post_id)
        mark_thread(thread_id, MarkKind.PIN, given.tutor.id)
        assert kinds(given.tutor) == ["answer_taken"]


def test_a_report_goes_to_the_moderators_and_its_outcome_to_those_concerned(app, given):
    with app.test_request_context():
        post_id = given.a_reply(given.a_thread(), by=given.tutor)
        before = kinds(given.learner)
        case_id = report_post(given.learner.id, post_id, "太冲")
        report_post(given.classmate.id, post_id, "同感")
        assert kinds(given.class_administrator) == ["reported"]
        assert (kinds(given.tutor), kinds(given.tutor2)) == ([], []), "not about one's own post, not to another class"
        decide_case(given.class_administrator.id, case_id, Verdict.WARNED, "请换个说法")
        assert kinds(given.tutor) == ["post_judged"]
        assert kinds(given.learner) == ["report_decided", *before]
        assert kinds(given.classmate) == ["report_decided"]
        object_to_decision(given.tutor.id, case_id, "那是原话")
        assert kinds(given.class_administrator) == ["reported"], "somebody else looks again"
        decide_case(given.team.id, case_id, Verdict.LEFT, "")
        assert kinds(given.tutor) == ["post_judged", "post_judged"]
        assert kinds(given.classmate) == ["report_decided_anew", "report_decided"]
