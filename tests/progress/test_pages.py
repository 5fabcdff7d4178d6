"""One's own page, and the list that a phone call begins with."""

from sqlalchemy import update

from app.classrooms.models import Training
from app.foundation.transactions import transaction
from app.grading.operations import return_submission
from app.progress.queries import laggards_of


def test_a_learners_page_counts_what_is_done(given, browse, statements):
    given.a_submission()
    given.a_journal()
    browser = browse(given.learner)
    with statements() as sent:
        page = browser.get("/me").get_data(as_text=True)
    assert "1 / 12" in page
    assert "1 / 6" in page
    assert sent.number <= 12, sent.sent


def test_staff_see_their_classes_there(given, browse):
    assert given.classroom.name in browse(given.tutor).get("/me").get_data(as_text=True)


def test_those_furthest_behind_come_first_with_what_they_lack(app, given):
    for _number in range(3):
        given.a_thread(by=given.learner)
    with app.app_context():
        found = laggards_of(given.classroom.id, given.training)
    names = [laggard.name for laggard in found]
    assert names.index(given.classmate.name) < names.index(given.learner.name)
    lacking = {asked.kind: short for asked, short in found[0].behind}
    assert set(lacking) == {"minutes", "assignments", "journals", "salon_posts"}


def test_works_sent_back_stand_first_on_the_front_page_whatever_else_is_done(app, given, browse):
    with app.app_context():
        for topic in (given.topic, given.topic2):
            return_submission(given.tutor.id, given.a_submission(topic=topic), "请写写后来怎样了。")
    learner = browse(given.learner)
    page = learner.get("/").text
    assert ("再改一稿，先看看理由" in page, "再改一稿：《" in page) == (True, True)
    with app.app_context(), transaction() as session:
        nothing = {"minutes": 0, "assignments": 0, "assignments_per_module": 0, "journals": 0, "salon_posts": 0}
        session.execute(update(Training).values(scheme=nothing))
    page = learner.get("/").text
    assert ("再改一稿，先看看理由" in page, "再改一稿：《" in page, "都达到了" in page) == (True, True, False)
