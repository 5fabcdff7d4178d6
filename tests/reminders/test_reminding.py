"""From the morning's list to what learners read: one act for many, each with their own words, and who is left out."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.classrooms.models import Enrolment
from app.classrooms.operations import leave, transfer
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.mail.models import Mail
from app.mail.operations import send_due
from app.notifications.models import Notice
from app.people.operations import disable_person
from app.reminders.jobs import SEND_REMINDERS
from app.reminders.models import Contact, ReminderRound
from app.reminders.operations import Draft, Talk, make_round, note_contact, note_posted, set_reminder_rules
from app.reminders.operations.waiting import send_waiting
from app.reminders.queries import standing_of
from app.reminders.queries.contacts import find_letter
from app.reminders.recipients import Channel, Kind, Rules
from app.roster.models import PersonalRecord
from app.roster.queries.secrets import sealed_numbers
from tests.reminders.scene import LIST, NEW, an_address, contacts, later, learners, reminders, silence, study
from tests.support.given import EVENING

ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def chase(channel: Channel = Channel.NOTICE, *people: int, text: str = "{姓名}老师，还差{缺什么}。——{署名}") -> Draft:
    return Draft(Kind.CHASE, channel, people, text)


def test_one_act_reminds_many_each_with_what_is_theirs(app, given, browse):
    given.a_journal(by=given.classmate)
    with app.app_context():
        study(given, given.learner, 100)
        silence(given.far_learner)
    administrator, learner = browse(given.class_administrator), browse(given.learner)
    page = administrator.get(LIST + "?kind=chase").text
    assert "缺 661 分钟、4 篇作业、2 篇日志、1 次发言" in page
    assert "缺 761 分钟、4 篇作业、1 篇日志、1 次发言" in page
    assert "韩霜降" not in page, "whose account is disabled cannot do anything"
    address = f"{NEW}?person={given.learner.id}&person={given.classmate.id}&person={given.disabled.id}&channel=notice"
    shown = administrator.get(address).text
    assert ("提醒 2 位学员" in shown, "账号停用了" in shown) == (True, True)
    people = {"person": [given.learner.id, given.classmate.id, given.disabled.id]}
    looked = administrator.submit(address, "remind", preview="1", text="{姓名}，差{缺什么}", **people)
    assert (looked.status_code, "周立秋，差 761 分钟学习" in looked.text) == (200, True)
    wrong = administrator.submit(address, "remind", text="{姓名}，差{缺啥}", **people)
    assert (wrong.status_code, "不认识这个空格：{缺啥}" in wrong.text) == (422, True)
    target, hidden = administrator.form(address, "remind")
    fields = {**hidden, "text": "{姓名}老师，差{缺什么}。", **people}
    sent, again = administrator.post(target, data=fields), administrator.post(target, data=fields)
    assert sent.location == again.location, "pressed twice, sent once"
    assert "账号停用了" in administrator.get(sent.location).text
    with app.app_context():
        assert [(one.person_id, one.words) for one in contacts()] == [
            (given.learner.id, "林小满老师，差 661 分钟学习、4 篇作业、2 篇日志、1 次沙龙发言。"),
            (given.classmate.id, "周立秋老师，差 761 分钟学习、4 篇作业、1 篇日志、1 次沙龙发言。"),
        ]
        assert contacts()[0].wanted == {"minutes": 761, "assignments": 4, "journals": 2, "salon_posts": 1}
        made = db.session.scalars(select(RecordedEvent.data).where(RecordedEvent.name == "RoundMade")).one()
        assert (made["sent"], made["waiting"], made["skipped"]) == (2, 0, 1)
    assert "许芒种老师提醒您：林小满老师，差 661 分钟学习" in learner.get("/notices").text
    assert "林小满老师，差 661 分钟学习" in learner.get("/me/reminders").text
    assert "周立秋" not in learner.get("/me/reminders").text


def test_at_most_so_many_a_week_and_not_who_wants_none(app, given):
    with app.app_context():
        silence(given.classmate)
        for _ in range(3):
            make_round(given.tutor.id, given.classroom.id, chase(Channel.NOTICE, given.learner.id))
            later(hours=1 if clock.now() < EVENING + timedelta(minutes=30) else 12)
        quiet = {given.classmate.id}
        with pytest.raises(Refused):
            make_round(
                given.class_administrator.id, given.classroom.id,
                chase(Channel.NOTICE, given.learner.id, given.classmate.id), quiet,
            )  # fmt: skip
        assert db.session.scalar(select(func.count()).select_from(ReminderRound)) == 3, "a refused round leaves nothing"
        make_round(given.tutor.id, given.classroom.id, chase(Channel.PHONE, given.learner.id))
        later(days=8)
        clock.travel_to(clock.now().replace(hour=4))
        make_round(given.tutor.id, given.classroom.id, chase(Channel.NOTICE, given.learner.id))
        told = select(func.count()).select_from(Notice).where(Notice.kind == "reminded")
        send_waiting(clock.now(), lambda people: set())
        assert db.session.scalar(told.where(Notice.person_id == given.learner.id)) == 4
        assert db.session.scalar(told.where(Notice.person_id == given.classmate.id)) == 0


def test_what_falls_into_the_night_waits_and_is_dropped_when_it_is_not_needed(app, given, browse):
    """Three are reminded at ten at night; by morning one has done it, one has left, one still lacks it."""
    clock.travel_to(EVENING + timedelta(hours=2))
    with app.app_context():
        new = learners(given, 1)[0]
        everybody = [given.learner.id, given.classmate.id, new]
        made = make_round(given.class_administrator.id, given.classroom.id, chase(Channel.NOTICE, *everybody))
        assert [one.due_at for one in reminders()] == [EVENING.replace(day=19, hour=0)] * 3
        assert contacts() == []
        assert SEND_REMINDERS.due(clock.now()) == []
    assert "3月19日 08:00 发" in browse(given.class_administrator).get(f"/reminders/rounds/{made}").text
    with app.app_context(), transaction() as session:
        scheme = {
            **given.training.scheme,
            "minutes": 0,
            "assignments": 0,
            "assignments_per_module": 0,
            "salon_posts": 0,
        }
        session.execute(update(type(given.training)).values(scheme={**scheme, "journals": 1}))
        left = update(Enrolment).where(Enrolment.person_id == given.classmate.id)
        session.execute(left.values(until=clock.now()))
    given.a_journal()
    clock.travel_to(EVENING.replace(day=19, hour=0, minute=1))
    with app.app_context():
        assert SEND_REMINDERS.due(clock.now()) == ["waiting"]
        assert SEND_REMINDERS.work("waiting", clock.now()) == "reminders-sent sent=1 dropped=2"
        assert SEND_REMINDERS.due(clock.now()) == [], "a second run finds nothing"
        assert [(one.person_id, one.reason) for one in reminders()] == [
            (given.learner.id, "done"), (given.classmate.id, "left"), (new, None),
        ]  # fmt: skip
        assert [one.person_id for one in contacts()] == [new]


def test_letters_go_to_who_gave_an_address_and_say_nothing_when_it_is_done(app, given):
    with app.app_context():
        an_address(given.learner)
        an_address(given.classmate, confirmed=False)
        people = (given.learner.id, given.classmate.id)
        make_round(given.class_administrator.id, given.classroom.id, chase(Channel.MAIL, *people))
        assert [(one.person_id, one.reason) for one in reminders()] == [
            (given.learner.id, None), (given.classmate.id, "no_address"),
        ]  # fmt: skip
        letters: list[str] = []

        class Kept:
            def send(self, message, to, number):
                letters.append(f"{to}\n{message.get_content()}\n{message['List-Unsubscribe']}")

        assert send_due(clock.now(), Kept()) == 1
        assert letters[0].startswith("learner@example.org\n林小满老师，还差 761 分钟学习")
        make_round(given.class_administrator.id, given.classroom.id, chase(Channel.MAIL, given.learner.id))
    link = letters[0].rpartition("<http://127.0.0.1:8000")[2].rstrip(">")
    with app.test_client() as guest:
        page = guest.get(link).text
        token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        assert guest.post(link, data={"csrf_token": token}).status_code == 200
    with app.app_context():
        assert send_due(clock.now(), Kept()) == 0, "who ended them gets none, not even one on its way"
        problems = db.session.scalars(select(Mail.problem).order_by(Mail.id)).all()
        assert problems[-1] == "nothing to say"
        assert standing_of(given.classroom, given.training, clock.now()).find(given.learner.id).has_address is False


@ONE
def test_who_ended_letters_can_have_them_again(app, given, browse):
    from app.reminders.operations import refuse_letters

    with app.app_context():
        refuse_letters(given.learner.id)
    learner = browse(given.learner)
    assert learner.submit("/me/reminders", "accept-letters").location == "/me/reminders"
    assert "还是发到邮箱吧" not in learner.get("/me/reminders").text


@ONE
def test_a_text_message_leaves_once_after_its_act_and_only_to_a_number(app, given, browse):
    sent: list[tuple[str, str, int]] = []

    class Gateway:
        def send(self, phone, words, number):
            sent.append((phone, words, number))

    with app.app_context(), transaction() as session:
        session.add(PersonalRecord(person_id=given.learner.id, **sealed_numbers("", "13800001234")))
    app.extensions["texting"] = Gateway()
    try:
        with app.app_context():
            people = (given.learner.id, given.classmate.id)
            make_round(given.class_administrator.id, given.classroom.id, chase(Channel.SMS, *people, text="{姓名}好"))
            assert sent == [("13800001234", "林小满好", contacts()[0].id)]
            assert [one.reason for one in reminders()] == [None, "no_phone"]
            made = make_round(given.class_administrator.id, given.classroom.id, chase(Channel.PHONE, *people))
        page = browse(given.class_administrator).get(f"/reminders/rounds/{made}").text
        assert ("138****1234" in page, "13800001234" in page) == (True, False), "masked, as on the roster"
    finally:
        del app.extensions["texting"]


@ONE
def test_a_text_for_the_group_shames_nobody_and_counts_when_it_is_there(app, given, browse):
    given.a_journal()
    given.a_journal(title="第二篇")
    with app.app_context():
        people = [given.learner.id, given.classmate.id, *learners(given, 2)]
    client = browse(given.tutor)
    address = f"{NEW}?channel=group&" + "&".join(f"person={one}" for one in people)
    text = client.get(address).text.partition("<textarea")[2].partition("</textarea>")[0]
    assert "还可以补日志的老师：周立秋、学员0、学员1" in text
    assert "还可以补学习时间的老师：周立秋、林小满、学员0、学员1" in text
    assert "761" not in text, "no numbers before everybody"
    sent = client.submit(address, "remind", text="大家好，今晚补一补。", person=people)
    with app.app_context():
        assert contacts() == []
    assert "大家好，今晚补一补。" in client.get(sent.location).text
    client.submit(sent.location, "posted")
    client.post(f"{sent.location}/posting", data={"csrf_token": client.token()})
    with app.app_context():
        assert [(one.person_id, one.channel, one.words) for one in contacts()] == [(one, "group", "") for one in people]
        with pytest.raises(Forbidden):
            note_posted(given.tutor2.id, 1)


@ONE
def test_where_few_lag_nobody_is_named(app, given, browse):
    page = browse(given.tutor).get(f"{NEW}?channel=group&person={given.learner.id}").text
    assert "林小满" not in page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "我会单独联系" in page


def test_a_phone_list_is_ticked_off_with_what_was_promised(app, given, browse):
    client = browse(given.class_administrator)
    people = [given.learner.id, given.classmate.id]
    made = client.submit(f"{NEW}?channel=phone&person={people[0]}&person={people[1]}", "remind", person=people).location
    page = client.get(made).text
    assert ("育才小学" in page, page.count("☐")) == (True, 2)
    target, hidden = client.form(made, "note-call")
    past = client.post(target, data={**hidden, "outcome": "reached", "promised_on": "2026-03-17"})
    assert (past.status_code, "约好的日子要在今天和补交截止日之间" in past.text) == (422, True)
    nonsense = client.post(target, data={**hidden, "outcome": "reached", "promised_on": "明天"})
    assert (nonsense.status_code, "这不是一个日子" in nonsense.text) == (422, True)
    fields = {**hidden, "outcome": "reached", "promised_on": "2026-03-20", "note": "这两天孩子住院"}
    done = client.post(target, data=fields)
    assert done.location.startswith(f"{made}#line-")
    page = client.get(made).text
    assert ("说好 3月20日 以前补上" in page, page.count("☐"), "这两天孩子住院" in page) == (True, 1, True)
    assert "说好 3月20日 以前补上" in client.get(LIST + "?kind=chase").text
    twice = client.post(target, data={**fields, "key": "another"})
    assert (twice.status_code, "已经记过了" in twice.text) == (422, True)
    later(days=3)
    assert "3月20日 说好的，还没做到" in client.get(LIST + "?kind=chase&show=promised").text
    assert "这两天孩子住院" not in browse(given.learner).get("/me/reminders").text


@ONE
def test_praise_is_the_same_machinery(app, given, browse):
    """On the fifth day: who began well is praised, and not again in the same week."""
    clock.travel_to(EVENING - timedelta(days=12))
    with app.app_context():
        study(given, given.learner, 300, days_ago=13)
    given.a_journal()
    given.a_submission()
    given.a_thread()
    client = browse(given.tutor)
    page = client.get(LIST).text
    assert ("开头这 7 天以表扬为主" in page, "起步又早又稳" in page) == (True, True)
    sent = client.submit(
        f"{NEW}?kind=praise&channel=notice&person={given.learner.id}", "remind", person=[given.learner.id],
        text="{姓名}老师，{好在哪里}！",
    )  # fmt: skip
    assert sent.status_code == 302
    assert "何清明老师夸您：林小满老师，起步又早又稳！" in browse(given.learner).get("/notices").text
    assert "起步又早又稳" not in client.get(LIST).text.partition("<table")[2]


@ONE
def test_praise_that_is_written_at_night_arrives_in_the_morning(app, given):
    clock.travel_to(EVENING - timedelta(days=12))
    with app.app_context():
        study(given, given.learner, 300, days_ago=13)
    for work in (given.a_journal, given.a_submission, given.a_thread):
        work()
    later(hours=2)
    with app.app_context():
        praise = Draft(Kind.PRAISE, Channel.NOTICE, [given.learner.id], "{姓名}老师，{好在哪里}！")
        make_round(given.tutor.id, given.classroom.id, praise)
        assert contacts() == []
        later(hours=10, minutes=1)
        assert SEND_REMINDERS.work("waiting", clock.now()) == "reminders-sent sent=1 dropped=0"
        assert [one.words for one in contacts()] == ["林小满老师，起步又早又稳！"]


@ONE
def test_a_group_text_counts_for_those_who_are_still_there(app, given):
    """Between writing and posting one leaves the class and one account is closed: nobody waits for ever."""
    with app.app_context():
        people = [given.learner.id, given.classmate.id, *learners(given, 1)]
        made = make_round(given.tutor.id, given.classroom.id, Draft(Kind.CHASE, Channel.GROUP, people, "大家好"))
        transfer(given.learner.id, given.classroom.id, given.classroom2.id)
        disable_person(given.classmate.id, given.team.id)
        note_posted(given.tutor.id, made)
        assert [one.person_id for one in contacts()] == people[2:]
        assert [(one.person_id, one.reason) for one in reminders() if one.dropped_at] == [
            (given.learner.id, "left"), (given.classmate.id, "disabled"),
        ]  # fmt: skip


@ONE
def test_a_letter_is_not_written_to_who_left_the_training_meanwhile(app, given):
    """Whoever only moved to another class of it still reads what was said to them."""
    with app.app_context():
        for person in (given.learner, given.classmate):
            an_address(person)
        people = [given.learner.id, given.classmate.id]
        make_round(given.class_administrator.id, given.classroom.id, chase(Channel.MAIL, *people))
        transfer(given.learner.id, given.classroom.id, given.classroom2.id)
        leave(given.classmate.id, given.classroom.id)
        numbers = {one.person_id: one.id for one in contacts()}
        assert find_letter(numbers[given.learner.id], given.learner.id) is not None
        assert find_letter(numbers[given.classmate.id], given.classmate.id) is None


@ONE
def test_who_caught_up_after_a_word_is_praised(app, given, browse):
    with app.app_context(), transaction() as session:
        asked = {"minutes": 0, "assignments": 0, "assignments_per_module": 0, "salon_posts": 0, "journals": 4}
        session.execute(update(type(given.training)).values(scheme=asked))
    with app.app_context():
        note_contact(given.tutor.id, given.classroom.id, given.learner.id, Talk(Channel.FACE, None, "提了一句"))
    assert "落下的都补上了" not in browse(given.tutor).get(LIST + "?kind=praise").text
    given.a_journal()
    assert "落下的都补上了" in browse(given.tutor).get(LIST + "?kind=praise").text


@ONE
def test_the_team_sets_the_manners_of_a_training(app, given, browse):
    team = browse(given.team)
    fields = {"quiet_from": 20, "quiet_until": 9, "most_a_week": 1, "idle_days": 3, "praise_days": 0}
    wrong = team.submit("/reminders/rules", "set-reminder-rules", **{**fields, "quiet_from": "25", "idle_days": "三"})
    assert (wrong.status_code, wrong.text.count("请填")) == (422, 4), "beside the field and at the top"
    assert team.submit("/reminders/rules", "set-reminder-rules", **fields).status_code == 302
    with app.app_context():
        make_round(given.tutor.id, given.classroom.id, chase(Channel.NOTICE, given.learner.id))
        assert reminders()[0].due_at == EVENING.replace(day=19, hour=1), "eight in the evening is quiet now"
        with pytest.raises(Refused):
            make_round(given.tutor.id, given.classroom.id, chase(Channel.NOTICE, given.learner.id))
        with pytest.raises(Forbidden):
            set_reminder_rules(given.area.id, given.training.id, Rules())
        with pytest.raises(Refused):
            set_reminder_rules(given.team.id, given.training.id, Rules(idle_days=0))
        assert db.session.scalars(select(Contact)).all() == []
