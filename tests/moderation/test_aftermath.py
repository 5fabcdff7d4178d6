"""What who reported something reads and hears of it: what was decided, and that it was shown again later."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.bulletins.operations import comment_on
from app.foundation import clock
from app.foundation.database import db
from app.moderation.models import Outcome
from app.moderation.operations import look_again, object_to_hiding
from app.notifications.models import Notice
from app.people.models import Person
from app.resources.operations import decide_reports as decide_resource
from app.resources.operations import report_resource
from tests.moderation.hiding import REASON, a_bulletin, hide, told
from tests.resources.things import a_resource
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]


@pytest.mark.parametrize("kind", ["bulletin", "comment", "resource"])
def test_who_reported_it_reads_what_was_decided_when_and_what_became_of_it_but_never_by_whom(
    app: Flask, given: Given, browse: Browse, kind: str, statements
) -> None:
    reporter, present = browse(given.far_learner), clock.now()
    number = a_bulletin(browse(given.class_administrator))
    thing, page = number, f"/bulletins/{number}/report"
    if kind == "comment":
        with app.app_context():
            thing = comment_on(given.learner.id, number, "就会摆样子。").id
        page = f"/bulletins/{number}/comments/{thing}/report"
    if kind == "resource":
        thing = a_resource(given)
        page = f"/resources/{thing}/report"
        with app.app_context():
            report_resource(given.far_learner.id, thing, "第三页有真名")
            decide_resource(given.tutor.id, thing, "removed", REASON)
    else:
        hide(app, given, number, thing if kind == "comment" else None)
    decided = "看过了，已经下架。" if kind == "resource" else "看过了，已经隐藏。"
    hidden = reporter.get(page).text
    assert (decided in hidden, "3月18日" in hidden, "后来又看了一次" in hidden) == (True, True, False)
    with app.app_context():
        clock.travel_to(present + timedelta(days=1))
        look_again(given.tutor.id, kind, thing, Outcome.SHOWN, "看错了")
    with statements() as sent:
        shown = reporter.get(page).text
    assert sent.number <= 12, sent.sent
    assert (decided in shown, "后来又看了一次，重新放出来了。" in shown, "3月19日" in shown) == (True, True, True)
    assert [word for word in (given.tutor.name, REASON, "看错了") if word in shown] == []
    assert told(app, f"reported_{kind}_shown") == {"far_learner": page}
    inbox = reporter.get("/notices").text
    assert "后来又看了一次，重新放出来了" in inbox
    assert [word for word in ("这一周的灯", "早读的十分钟", given.tutor.name) if word in inbox] == []
    assert "Looked at again later, and shown again." in reporter.get(f"{page}?lang=en").text
    assert "was looked at once more and is shown again" in reporter.get("/notices?lang=en").text


def test_each_hears_once_that_what_their_report_hid_is_shown_again_and_only_while_they_may_read_it(
    app: Flask, given: Given, browse: Browse
) -> None:
    resource, moderator = a_resource(given), given.tutor.id

    def look(reporters: list[Person], verdict: str, outcome: str | None = None) -> list[str]:
        for reporter in reporters:
            report_resource(reporter.id, resource, "第三页有真名")
        decide_resource(moderator, resource, verdict, REASON)
        if outcome:
            look_again(moderator, "resource", resource, outcome, "看错了")
        heard = select(Person.account).join(Notice, Notice.person_id == Person.id)
        return list(db.session.scalars(heard.where(Notice.kind == "reported_resource_shown").order_by(Notice.id)))

    with app.app_context():
        assert look([given.class_administrator], "left") == []
        assert look([given.classmate, given.far_learner], "removed", Outcome.SHOWN) == ["classmate", "far_learner"]
        assert look([given.learner2], "removed", Outcome.SHOWN) == ["classmate", "far_learner", "learner2"]
        assert look([given.tutor2], "removed") == ["classmate", "far_learner", "learner2"]
        object_to_hiding(given.learner.id, "resource", resource, "那是化名。")
        look_again(given.team.id, "resource", resource, Outcome.KEPT, "还是请改")
    assert set(told(app, "reported_resource_shown")) == {"classmate", "far_learner", "learner2"}, "it stayed hidden"
    assert "重新放出来了" not in browse(given.far_learner).get("/notices").text, "it is hidden again by now"


def test_a_hiding_that_was_upheld_and_one_that_came_later_are_told_apart(
    app: Flask, given: Given, browse: Browse
) -> None:
    resource, page = a_resource(given), "/resources/{}/report"
    with app.app_context():
        report_resource(given.far_learner.id, resource, "第三页有真名")
        decide_resource(given.tutor.id, resource, "left", "")
        report_resource(given.classmate.id, resource, "不是自己写的")
        decide_resource(given.tutor.id, resource, "removed", REASON)
        object_to_hiding(given.learner.id, "resource", resource, "那是化名。")
        look_again(given.class_administrator.id, "resource", resource, Outcome.KEPT, "还是请改")
    assert "后来又看了一次，没有改变。" in browse(given.classmate).get(page.format(resource)).text
    first = browse(given.far_learner).get(page.format(resource)).text
    assert ("看过了，没有问题，留着。" in first, "后来又看了一次" in first) == (True, False), (
        "that was another's report"
    )
