"""What somebody finds: on both databases the same things in the same order, and never what is not theirs."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.assignments.operations import take_back_submission
from app.classrooms.operations import transfer
from app.discussions.models import Post
from app.discussions.operations import edit_post, hide_post, open_boards, start_thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.journals.operations import edit_journal, publish_journal
from app.people.models import Appointment, Person
from app.people.queries import get_signed_in
from app.search.operations import rebuild_index
from app.search.queries import answer_to
from app.search.question import parse
from tests.support.given import EVENING

LONG = "昨晚家访回来，我在灯下想了很久，还是决定先不告诉班上的孩子。"


@pytest.fixture
def ask(app):
    """`ask(person, words)` gives the addresses found, best first."""

    def asked(person: Person, words: str, kind: str | None = None) -> list[str]:
        with app.app_context():
            viewer = get_signed_in(person.id)
            answer = answer_to(parse(words), viewer, kind, 1)
            assert answer.total == (sum(answer.counts.values()) if kind is None else answer.counts[kind])
            return [result.url for result in answer.results]

    return asked


@pytest.mark.parametrize(
    ("written", "found_by", "not_by"),
    [
        ("一个𠮷字", ["𠮷", "个𠮷", "一个𠮷字"], ["𠮶", "𠮷一"]),
        ("做了ＰＰＴ课件第2版", ["ppt", "PPT课件", "第２版", "t课", "2"], ["ppx", "3版"]),
        ("早读迟到的孩子", ["迟", "迟到", "早读迟到", "孩子 早读", "“迟到的孩子”"], ["早到", "早读孩子", "“孩子 早读”", "早读 早退"]),
        ("一二一三二", ["一二 三二", "二一"], ["一二三", "二三"]),
        ("说了句 OK, fine", ["ok", "ok fine", '"ok fine"', "FINE"], ["okfine", '"fine ok"']),
        ("好🎉啊", ["🎉", "好🎉"], ["🎈"]),
    ],
)  # fmt: skip
def test_words_of_any_length_and_script_are_found(given, ask, written, found_by, not_by):
    journal = f"/journals/{given.a_journal(title='题', text=written)}"
    for words in found_by:
        assert ask(given.learner, words) == [journal], words
    for words in not_by:
        assert ask(given.learner, words) == [], words


def test_titles_come_first_then_what_is_newer_and_words_together_before_words_apart(given, ask):
    old = given.a_journal(title="走神", text="别的话")
    clock.travel_to(EVENING + timedelta(hours=1))
    titled = given.a_journal(title="上课走神怎么办", text="别的话")
    clock.travel_to(EVENING + timedelta(hours=2))
    first = given.a_thread(text="孩子走神，我先不点名。")
    newest = given.a_reply(first, by=given.learner, text="走神的孩子，夜里多半没睡好。")
    posts = {"opening": f"/threads/{first}?page=1#post-1", "reply": f"/threads/{first}?page=1#post-2"}
    assert newest
    assert ask(given.learner, "走神") == [f"/journals/{old}", f"/journals/{titled}", posts["reply"], posts["opening"]]
    assert ask(given.learner, "孩子 走神") == [posts["opening"], posts["reply"]]
    assert ask(given.learner, "夜里 走神") == [posts["reply"]]
    assert ask(given.learner, "走神", "journal") == [f"/journals/{old}", f"/journals/{titled}"]


def test_work_is_found_by_its_writer_its_class_and_those_above_and_by_nobody_else(given, ask):
    work = f"/submissions/{given.a_submission(text=LONG)}"
    private = f"/journals/{given.a_journal(title='夜', text=LONG, publish=False)}"
    shown = f"/journals/{given.a_journal(title='灯', text=LONG)}"
    post = f"/threads/{given.a_thread(text=LONG)}?page=1#post-1"
    finds = {
        "learner": {work, private, shown, post}, "classmate": {shown, post}, "tutor": {work, shown, post},
        "class_administrator": {work, shown, post}, "expert": {work, shown, post}, "area": {work, shown, post},
        "team": {work, shown, post}, "learner2": set(), "tutor2": set(), "far_area": set(), "left": set(),
    }  # fmt: skip
    for name, expected in finds.items():
        assert set(ask(getattr(given, name), "家访 灯下")) == expected, name


def test_whoever_changes_class_finds_what_the_new_class_reads(app, given, ask):
    here = f"/threads/{given.a_thread(text=LONG)}?page=1#post-1"
    there = f"/threads/{given.a_thread(by=given.learner2, classroom=given.classroom2, text=LONG)}?page=1#post-1"
    own = f"/submissions/{given.a_submission(text=LONG)}"
    assert set(ask(given.learner, "家访")) == {here, own}
    with app.app_context():
        transfer(given.learner.id, given.classroom.id, given.classroom2.id, by_id=given.team.id)
    assert set(ask(given.learner, "家访")) == {there, own}
    with app.app_context(), transaction() as session:
        session.query(Appointment).filter_by(person_id=given.expert.id).update({"until": EVENING})
    assert ask(given.expert, "家访") == []


def test_the_index_follows_edits_hidings_and_what_is_taken_back_and_a_rebuild_finds_nothing_to_do(app, given, ask):
    thread = given.a_thread(text="第一句有苹果")
    given.a_reply(thread, text="回一句有香蕉")
    work = given.a_submission(text=LONG)
    journal = given.a_journal(title="葡萄", text="没有别的", publish=False)
    with app.app_context():
        posts = db.session.scalars(select(Post.id).where(Post.thread_id == thread).order_by(Post.number)).all()
        edit_post(posts[0], given.learner.id, "第一句有橘子")
        edit_journal(journal, given.learner.id, "柠檬", "没有别的")
        publish_journal(journal, given.learner.id)
    assert (ask(given.learner, "苹果"), len(ask(given.learner, "橘子")), len(ask(given.classmate, "柠檬"))) == (
        [],
        1,
        1,
    )
    assert ask(given.learner, "葡萄") == []
    with app.app_context():
        assert rebuild_index() == 4, "the stage's topics came without a sync; nothing else was missing"
        assert rebuild_index() == 0
        take_back_submission(work, given.learner.id)
        hide_post(posts[1], given.tutor.id)
    assert (ask(given.learner, "家访"), ask(given.tutor, "香蕉"), len(ask(given.tutor, "橘子"))) == ([], [], 1)
    with app.app_context():
        hide_post(posts[0], given.tutor.id)
        assert rebuild_index() == 0
    assert ask(given.tutor, "橘子") == [] == ask(given.learner, "迟到")


def test_boards_are_found_by_all_who_take_part(app, given, ask):
    with app.app_context():
        board = open_boards(given.training.id)[0]
        thread = start_thread(given.far_learner.id, "芭蕉", "雨打芭蕉", board_id=board.id)
        address = f"/threads/{thread.id}?page=1#post-1"
    for person in (given.learner, given.tutor2, given.far_area, given.team):
        assert ask(person, "芭蕉") == [address]
    assert ask(given.left, "芭蕉") == []


@pytest.mark.parametrize(
    "typed",
    ['"', "'", "%", "_", "\\", "AND OR NOT", "NEAR(a b)", "a*", "^a", "-a", "a:b", "{x}:y", "(", "';--", "学'生", "@kpost", "^学",
     "𠮷", "👩‍👩‍👧", "\u202e学", "ﷺ", "a&b|!c", "学 " * 5000, "x" * 10_000, "！？。", "\u0301", "\ue000"],
)  # fmt: skip
def test_hostile_words_are_answered_politely(given, browse, typed):
    given.a_journal(text="没有什么")
    assert browse(given.learner).get("/search", query_string={"q": typed}).status_code == 200
