"""Every door has a limit: a person never meets it, a machine does."""

import pytest
from flask_limiter.util import get_qualified_name

from app.foundation.limits import limiter

OWN_COUNT = {"people.sign_in", "people.activate", "people.password"}  # these count failures, by account first
ENDS_ALL = {"people.sign_out"}  # works once for each sign-in


def test_every_act_has_a_limit(app):
    acts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    views = {endpoint: app.view_functions[endpoint] for endpoint in acts - OWN_COUNT - ENDS_ALL}
    limits = limiter.limit_manager
    bare = [endpoint for endpoint, view in views.items() if not limits.decorated_limits(get_qualified_name(view))]
    assert bare == []
    assert len(views) > 20


def test_who_goes_on_and_on_is_asked_to_wait(given, browse):
    browser = browse(given.learner)
    token = browser.token()
    answers = {browser.post("/notices/reading", data={"csrf_token": token}).status_code for _ in range(70)}
    assert answers == {302, 429}


# What a keen person does of an act in a minute, where it is more than one in ten seconds.
PACES = {
    "grading.grade_of_submission": 60, "grading.grade_of_journal": 60, "grading.grade_of_post": 60, "grading.take_next": 60,
    "grading.return_of_submission": 10, "grading.withdraw": 10, "discussions.reading": 60, "discussions.like": 30,
    "drafts.save": 30, "study.hear_signal": 12, "study.finish": 12, "notifications.read_one": 20,
}  # fmt: skip
EVERY_TEN_SECONDS = 6
MACHINE = 200  # in a minute


def test_no_limit_is_met_by_people_and_none_is_wide_enough_for_a_machine(app):
    """Half as much again is left to each person, for bursts."""
    paces = {endpoint: (PACES.get(endpoint, EVERY_TEN_SECONDS), most) for endpoint, most in in_a_minute(app).items()}
    assert {endpoint: pace for endpoint, pace in paces.items() if not pace[0] * 1.5 <= pace[1] <= MACHINE} == {}
    assert set(PACES) <= set(paces), "an act has gone"


def in_a_minute(app) -> dict[str, int]:
    """How often each act may be done in a minute."""
    views = {
        rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules() if "POST" in rule.methods
    }
    found = {}
    with app.test_request_context():
        for endpoint, view in views.items():
            limits = limiter.limit_manager.decorated_limits(get_qualified_name(view))
            per_minute = [one.limit.amount * 60 // one.limit.get_expiry() for one in limits]
            found |= {endpoint: min(per_minute)} if per_minute else {}
    return found


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_learner_who_replies_every_ten_seconds_goes_on_and_a_machine_waits_with_its_words_kept(given, browse):
    thread = given.a_thread()
    browser = browse(given.learner)
    target, hidden = browser.form(f"/threads/{thread}", "reply")
    answers = [
        browser.post(target, data={**hidden, "key": f"press-{n}", "text": f"第 {n} 次想到的话"}) for n in range(40)
    ]
    assert {answer.status_code for answer in answers[: EVERY_TEN_SECONDS * 2]} == {302}
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 15
    assert "第 39 次想到的话" in refused[-1].text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_tutor_who_grades_every_three_seconds_never_waits(app, given, browse):
    works = [
        given.a_submission(by=who, topic=topic) for who in (given.learner, given.classmate) for topic in topics(given)
    ]
    browser = browse(given.tutor)
    for number in range(PACES["grading.grade_of_submission"]):
        work = works[number % len(works)]
        comment = "".join(chr(0x4E00 + (number * 977 + place * 131) % 5000) for place in range(24))
        answer = browser.submit(f"/submissions/{work}", "grade", score=60 + number % 40, comment=comment)
        assert answer.status_code == 302, (number, answer.status_code)


def topics(given):
    return given.topic, given.topic2, given.topic3, given.topic4
