"""Two of a class hand in much the same: the tutor is shown it and judges; nobody else hears of it."""

from datetime import timedelta

import pytest

from app.assignments.operations import take_back_submission
from app.foundation import clock
from app.likeness.operations import mark_texts

OWN = "周五的班会我没有讲话，只请他们写下这一周最想谢谢的人，收上来二十三张，一张一张念，念到一半就有人哭了。"
TEXT = (
    "那天放学我把小宇留下来，没有问作业，只问他昨晚吃了什么，他说妈妈上夜班，他给弟弟煮了面，作业本还在书包里没有打开。"
)
COPIED = TEXT.replace("小宇", "小磊").replace("弟弟", "妹妹")
HINT = "的字句相同"


@pytest.fixture
def alike(app, given):
    """The learner's work, and the same words from a classmate and from somebody of another class."""
    works = [given.a_submission(text=TEXT)]
    for by in (given.classmate, given.learner2):
        clock.travel_to(clock.now() + timedelta(hours=1))
        works.append(given.a_submission(by=by, text=COPIED))
    mark(app, given)
    return works


def mark(app, given) -> None:
    with app.app_context():
        mark_texts(given.training.id, given.training.starts_at, clock.now() + timedelta(seconds=1))


def test_the_tutor_sees_the_other_work_and_its_share(app, given, alike, browse, statements):
    first, copy, elsewhere = alike
    tutor = browse(given.tutor)
    with statements() as sent:
        page = tutor.get(f"/submissions/{copy}").text
    assert sent.number <= 12, sent.sent
    assert f"这份作业和{given.learner.name}的《{given.topic.title}》有" in page
    assert f'href="/submissions/{first}"' in page
    assert f"/submissions/{elsewhere}" not in page, "only of one's own class"
    assert HINT in tutor.get(f"/submissions/{first}").text
    assert "of the wording is the same" in tutor.get(f"/submissions/{copy}?lang=en").text


def test_what_is_not_alike_says_nothing_and_costs_one_statement(app, given, browse, statements):
    work = given.a_submission(text=TEXT)
    given.a_submission(by=given.classmate, text=OWN)
    mark(app, given)
    with statements() as sent:
        assert HINT not in browse(given.tutor).get(f"/submissions/{work}").text
    assert sum("text_marks" in statement for statement in sent.sent) == 1


def test_nobody_but_the_tutor_of_the_class_is_told(given, alike, browse):
    for person in (given.learner, given.class_administrator, given.expert, given.area, given.team):
        page = browse(person).get(f"/submissions/{alike[0]}")
        assert (page.status_code, HINT in page.text) == (200, False), person.account
    assert HINT not in browse(given.tutor2).get(f"/submissions/{alike[2]}").text


def test_what_was_taken_back_is_not_compared_with(app, given, alike, browse):
    with app.app_context():
        take_back_submission(given.classmate.id, alike[1])
    assert HINT not in browse(given.tutor).get(f"/submissions/{alike[0]}").text


def test_a_work_that_is_graded_is_left_in_peace(given, alike, browse):
    tutor = browse(given.tutor)
    tutor.submit(f"/submissions/{alike[0]}", "grade", score="91", comment="煮面那一段，我读了两遍。")
    assert HINT not in tutor.get(f"/submissions/{alike[0]}").text
