"""One's own page, and the list that a phone call begins with."""

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
