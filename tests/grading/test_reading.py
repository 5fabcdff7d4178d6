"""Who reads grade and comment, whose pages look like nothing, what of the versions is shown."""

from flask import Flask

from app.assignments.operations import hand_in_submission
from app.grading.models import Grade, GradeAnswer, Return
from app.grading.operations import rate_post, return_submission
from tests.support.given import Given
from tests.support.grading import COMMENT, SECOND, count


def test_the_author_reads_grade_and_comment_and_a_classmate_does_not(given: Given, browse) -> None:
    submission, journal, thread = given.a_submission(), given.a_journal(), given.a_thread()
    tutor = browse(given.tutor)
    tutor.submit(f"/submissions/{submission}", "grade", score="91", comment=COMMENT)
    tutor.submit(f"/journals/{journal}", "grade", grade="良", comment=SECOND)
    tutor.submit(f"/threads/{thread}", "grade", grade="优", comment="问到了根子上")
    pages = {
        f"/submissions/{submission}": COMMENT,
        f"/journals/{journal}": SECOND,
        f"/threads/{thread}": "问到了根子上",
        "/posts/1/grade": "问到了根子上",
    }
    for page, words in pages.items():
        for person in (given.learner, given.tutor, given.class_administrator, given.expert, given.area, given.team):
            assert words in browse(person).get(page).text, (page, person.name)
        for person in (given.classmate, given.tutor2, given.far_area, given.learner2):
            assert words not in browse(person).get(page).text, (page, person.name)
    assert "下了一夜的雨" in browse(given.classmate).get(f"/journals/{journal}").text


def test_what_is_not_ones_own_looks_like_nothing(given: Given, browse) -> None:
    submission, private = given.a_submission(), given.a_journal(publish=False)
    for person in (given.classmate, given.tutor2, given.far_area, given.far_learner):
        client = browse(person)
        for page in (f"/submissions/{submission}", f"/journals/{private}", "/submissions/99", "/journals/99"):
            assert client.get(page).status_code == 404, (person.name, page)
        key = {"csrf_token": client.token("/me/password")}
        posted = client.post(f"/submissions/{submission}/grade", data={**key, "score": "0", "comment": COMMENT})
        assert posted.status_code == 404
    assert browse(given.tutor).get(f"/journals/{private}").status_code == 404
    assert browse().get(f"/submissions/{submission}").status_code == 302


def test_those_who_oversee_read_but_do_not_grade(app: Flask, given: Given, browse) -> None:
    submission, journal = given.a_submission(), given.a_journal()
    given.a_thread()
    for person in (given.class_administrator, given.expert, given.area, given.team):
        client = browse(person)
        page = client.get(f"/submissions/{submission}")
        assert page.status_code == 200
        assert 'data-act="grade"' not in page.text
        key = {"csrf_token": client.token("/me/password")}
        for path, fields in {
            f"/submissions/{submission}/grade": {"score": "90", "comment": COMMENT},
            f"/submissions/{submission}/return": {"reason": COMMENT},
            f"/submissions/{submission}/answers": {"text": COMMENT},
            f"/journals/{journal}/grade": {"grade": "优", "comment": COMMENT},
            "/posts/1/grade": {"grade": "优"},
        }.items():
            assert client.post(path, data={**key, **fields}).status_code == 403, (person.name, path)
        assert client.get("/grading").status_code == 403
    assert count(app, Grade) == count(app, Return) == count(app, GradeAnswer) == 0


def test_versions_can_be_read_and_taken_back_ones_only_by_their_author(app: Flask, given: Given, browse) -> None:
    work = given.a_submission(text="第一遍写得很急，只说了收作业的事，没有说到孩子。")
    learner, tutor = browse(given.learner), browse(given.tutor)
    learner.submit(f"/submissions/{work}", "take-back")
    assert tutor.get(f"/submissions/{work}").status_code == 404
    with app.app_context():
        hand_in_submission(given.learner.id, given.topic.id, "第二遍从一个孩子写起：小蕊昨晚写到了十一点半。")
        return_submission(given.tutor.id, work, "请补上后来的事", 2)
        hand_in_submission(given.learner.id, given.topic.id, "第三遍补上了后来：周三成了无书面作业日，全班都松了口气。")
    assert "第一遍" in learner.get(f"/submissions/{work}?version=1").text
    assert tutor.get(f"/submissions/{work}?version=1").status_code == 404
    assert "第二遍" in tutor.get(f"/submissions/{work}?version=2").text
    assert "第三遍" in tutor.get(f"/submissions/{work}").text
    for asked in ("9", "x", "1%00", "-1"):
        assert tutor.get(f"/submissions/{work}?version={asked}").status_code == 404


def test_hostile_words_stay_words(given: Given, browse) -> None:
    work = given.a_submission()
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> 𠮷 \u202e倒 写得好"
    browse(given.tutor).submit(f"/submissions/{work}", "grade", score="90", comment=hostile)
    page = browse(given.learner).get(f"/submissions/{work}").text
    assert "&lt;script&gt;alert(1)" in page
    assert "<img src=x" not in page
    assert "𠮷" in page


def test_pages_cost_the_same_with_much_to_show(app: Flask, given: Given, browse, statements) -> None:
    works = [
        given.a_submission(by=by, topic=t)
        for by in (given.learner, given.classmate)
        for t in (given.topic, given.topic2)
    ]
    journals = [given.a_journal(by=by) for by in (given.learner, given.classmate)]
    thread = given.a_thread()
    for _ in range(10):
        given.a_reply(thread)
    tutor, learner = browse(given.tutor), browse(given.learner)
    tutor.submit(f"/submissions/{works[1]}", "grade", score="90", comment=COMMENT)
    learner.submit(f"/submissions/{works[1]}", "answer-grade", text="谢谢老师。")
    with app.app_context():
        rate_post(given.tutor.id, 1, "优")
    for client, page, most in (
        (tutor, "/grading", 12),
        (tutor, f"/submissions/{works[0]}", 12),
        (tutor, f"/submissions/{works[1]}", 12),
        (learner, f"/submissions/{works[1]}", 12),
        (tutor, f"/journals/{journals[0]}", 12),
        (tutor, "/posts/1/grade", 12),
        (tutor, f"/threads/{thread}", 6),
        (learner, f"/threads/{thread}", 6),
    ):
        with statements() as sent:
            assert client.get(page).status_code == 200
        assert sent.number <= most, (page, sent.number, sent.sent)
