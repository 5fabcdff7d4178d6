"""What a person is told, once, in lines that gather, and nobody else."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.classrooms.models import Enrolment
from app.discussions.operations import hide_post
from app.foundation import clock
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.notifications.kinds import GROUPS, KINDS
from app.notifications.models import Notice
from app.notifications.operations import mark_read, tell, untell
from app.notifications.queries import lines_of, unread_count

GRADED = ("graded", "grade:1", "/me/journals", {"title": "作业风波", "grade": "优"})


@pytest.fixture
def told(app, given):
    with app.app_context():
        tell(given.learner.id, *GRADED)
    return given


def number_of_notices() -> int:
    return db.session.scalar(select(func.count()).select_from(Notice)) or 0


def test_nothing_is_said_twice(app, told):
    with app.app_context():
        tell(told.learner.id, *GRADED)
        tell(told.learner.id, "regraded", *GRADED[1:])
        assert number_of_notices() == 1


def test_the_inbox_shows_what_was_said_and_the_badge_counts_it(told, browse, statements):
    browser = browse(told.learner)
    with statements() as sent:
        page = browser.get("/notices").text
    assert "作业风波" in page
    assert "通知，1 条未读" in page
    assert sent.number <= 8, sent.sent
    assert browser.get("/notices/count").json == {"unread": 1}


def test_the_inbox_speaks_english(told, browse):
    assert "has been graded" in browse(told.learner).get("/notices?lang=en").text


def test_opening_a_notice_marks_it_and_leads_on(told, browse):
    browser = browse(told.learner)
    answer = browser.submit("/notices", "read-notice")
    assert answer.headers["Location"] == "/me/journals"
    assert browser.get("/notices/count").json == {"unread": 0}
    assert "作业风波" in browser.get("/notices").text
    assert "作业风波" not in browser.get("/notices?show=unread").text


def test_one_can_be_marked_without_leaving_the_list(told, browse):
    browser = browse(told.learner)
    answer = browser.submit("/notices?show=unread&group=grades", "keep-here")
    assert answer.headers["Location"] == "/notices?group=grades&show=unread"
    assert browser.get("/notices/count").json == {"unread": 0}


def test_somebody_elses_notice_is_not_there(app, told, browse):
    browser = browse(told.classmate)
    with app.app_context():
        number = db.session.scalar(select(Notice.id))
    answer = browser.post(f"/notices/{number}/reading", data={"csrf_token": browser.token("/notices")})
    assert answer.status_code == 404
    assert "作业风波" not in browser.get("/notices").text
    with app.app_context():
        assert unread_count(told.learner) == 1


def test_all_or_one_group_can_be_marked_at_once(app, told, browse):
    with app.app_context():
        tell(told.learner.id, "honoured", "star:1", "/honours", {"number": 2})
    browser = browse(told.learner)
    browser.submit("/notices?group=honours", "read-all")
    assert browser.get("/notices/count").json == {"unread": 1}
    browser.submit("/notices", "read-all")
    assert browser.get("/notices/count").json == {"unread": 0}


def test_replies_gather_until_they_are_read_and_lead_to_the_first_of_them(app, given, browse):
    thread = given.a_thread()
    given.a_reply(thread, given.classmate)
    given.a_reply(thread, given.tutor)
    given.a_reply(thread, given.tutor)
    browser = browse(given.learner)
    page = browser.get("/notices").text
    assert "2 位同事在您的话题“迟到的孩子”里回复了 3 次" in page
    assert browser.get("/notices/count").json == {"unread": 1}
    assert browser.submit("/notices", "read-notice").location.endswith("#post-2")
    given.a_reply(thread, given.classmate)
    page = browser.get("/notices").text
    assert "周立秋回复了您的话题“迟到的孩子”" in page
    assert "2 位同事" in page
    assert browser.submit("/notices", "read-notice").location.endswith("#post-5")
    with app.app_context():
        assert number_of_notices() == 4


def test_what_one_may_no_longer_see_is_neither_shown_nor_counted(app, given, browse):
    thread = given.a_thread(by=given.tutor)
    posts = [given.a_reply(thread, given.classmate), given.a_reply(thread, given.learner)]
    tutor = browse(given.tutor)
    assert "2 位同事" in tutor.get("/notices").text
    with app.app_context():
        hide_post(posts[0], given.classmate.id)
    assert "林小满回复了您的话题" in tutor.get("/notices").text, "whose post is hidden is named no more"
    assert tutor.submit("/notices", "read-notice").location.endswith("#post-3")
    with app.app_context():
        mark = db.session.scalar(select(Notice.id).where(Notice.head_id.is_(None)))
        with transaction() as session:
            session.execute(update(Notice).values(read_at=None))
        hide_post(posts[1], given.learner.id)
    assert tutor.get("/notices/count").json == {"unread": 0}
    assert "迟到的孩子" not in tutor.get("/notices").text
    token = tutor.token("/notices")
    assert tutor.post(f"/notices/{mark}/reading", data={"csrf_token": token}).status_code == 404


def test_who_left_the_class_hears_nothing_more_of_its_salon(app, given, browse):
    thread = given.a_thread(by=given.learner)
    given.a_reply(thread, given.classmate)
    learner = browse(given.learner)
    assert learner.get("/notices/count").json == {"unread": 1}
    with app.app_context(), transaction() as session:
        session.execute(update(Enrolment).where(Enrolment.person_id == given.learner.id).values(until=clock.now()))
    assert learner.get("/notices/count").json == {"unread": 0}
    assert "迟到的孩子" not in learner.get("/notices").text


def test_a_silenced_group_is_not_told_and_others_are(app, given, browse):
    learner = browse(given.learner)
    answer = learner.submit("/notices/settings", "choose-notices", group_grades="y", group_honours="y")
    assert answer.status_code == 302
    boxes = re.findall(r'<input([^>]*)name="group_([a-z]+)"', learner.get("/notices/settings").text)
    assert {name for attributes, name in boxes if "checked" in attributes} == {"grades", "honours"}
    given.a_reply(given.a_thread(), given.classmate)
    with app.app_context():
        tell(given.learner.id, *GRADED)
        assert [line.kind for line in lines_of(given.learner)] == ["graded"]
    learner.submit("/notices/settings", "choose-notices")
    with app.app_context():
        tell(given.learner.id, "graded", "grade:2", "/me/journals", {"title": "乙", "grade": "良"})
        tell(given.learner.id, "returned", "return:1:1", "/me/journals", {"title": "丙"})
        tell(given.learner.id, "data_copied", "copy:1", "/account/data", {})
        assert [line.kind for line in lines_of(given.learner)] == ["data_copied", "graded"]


def test_of_the_kinds_that_concern_ones_own_doings_each_can_be_silenced():
    own = (
        "graded",
        "regraded",
        "returned",
        "answered",
        "replied",
        "quoted",
        "mentioned",
        "liked",
        "honoured",
        "doubted",
    )
    assert [kind for kind in own if not GROUPS[KINDS[kind].group].may_be_silent] == []
    assert {name for name, group in GROUPS.items() if not group.may_be_silent} == {"moderation", "account"}


def test_every_page_of_a_long_inbox_is_reached_by_keys_at_the_same_cost(app, given, browse, statements):
    with app.app_context(), transaction():
        for number in range(75):
            tell(given.learner.id, "graded", f"grade:{number}", "/me", {"title": f"第{number}篇。", "grade": "优"})
    learner, seen, address, costs = browse(given.learner), [], "/notices", set()
    for _page in range(3):
        with statements() as sent:
            page = learner.get(address).text
        costs.add(sent.number)
        seen += [number for number in range(75) if f"第{number}篇。" in page]
        further = re.search(r'class="button button--plain" href="(/notices\?before=\d+)"', page)
        address = further.group(1) if further else ""
    assert not address
    assert len(seen) == len(set(seen)) == 75
    assert seen[30] < seen[0]
    assert len(costs) == 1, costs
    assert learner.get("/notices?before=99999999999999999999&group=none&show=x").status_code == 200


def test_marking_does_not_wait_for_a_hundred(app, given):
    with app.app_context(), transaction():
        for number in range(120):
            tell(given.learner.id, "graded", f"grade:{number}", "/me", {"title": "甲", "grade": "优"})
    with app.app_context():
        assert unread_count(given.learner) == 100
        mark_read(given.learner.id)
        assert unread_count(given.learner) == 0


def test_what_is_told_later_waits_and_can_be_taken_back_until_then(app, given, browse):
    learner, soon = browse(given.learner), clock.now() + timedelta(seconds=30)
    with app.app_context():
        tell(given.learner.id, *GRADED, at=soon)
        tell(given.learner.id, "graded", "grade:2", "/me", {"title": "手快了", "grade": "良"}, at=soon)
        untell(given.learner.id, "grade:2")
    assert learner.get("/notices/count").json == {"unread": 0}
    assert "作业风波" not in learner.get("/notices").text
    clock.travel_to(soon + timedelta(seconds=1))
    assert learner.get("/notices/count").json == {"unread": 1}
    page = learner.get("/notices").text
    assert "作业风波" in page
    assert "手快了" not in page
