"""What was hidden after a report: its author objects once, somebody else looks again, all of it stays on a list."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from app.administration.operations.people import close_account
from app.bulletins.models import Bulletin, BulletinComment
from app.bulletins.operations import decide_reports, report_bulletin, take_back_bulletin
from app.classrooms.models import StaffRole
from app.classrooms.operations import relieve_staff
from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.moderation.models import HidingReview, Outcome
from app.moderation.operations import look_again, object_to_hiding
from app.moderation.queries import find_hiding
from app.people.models import Appointment
from app.resources.operations import withdraw_resource
from tests.moderation.hiding import REASON, a_bulletin, hide, told
from tests.resources.things import a_resource
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
WORDS = "家长看过，同意这样写。"


@pytest.fixture
def number(given: Given, browse: Browse) -> int:
    """A bulletin of the class's administrator."""
    return a_bulletin(browse(given.class_administrator))


def test_the_author_objects_once_and_somebody_above_shows_it_again(
    app: Flask, given: Given, browse: Browse, number: int, statements
) -> None:
    hide(app, given, number)
    page, decision = f"/moderation/bulletins/{number}/objection", f"/moderation/bulletins/{number}"
    assert told(app, "bulletin_hidden") == {"class_administrator": page}
    author, hider, area = browse(given.class_administrator), browse(given.tutor), browse(given.area)
    assert page in author.get(f"/bulletins/{number}").text
    assert decision in hider.get(f"/bulletins/{number}").text
    assert REASON in author.get(page).text
    assert "写得太细" not in author.get(page).text, "who reported it and why is not for its author"
    assert author.submit(page, "object-to-hiding", text=" ").status_code == 422
    assert author.submit(page, "object-to-hiding", text=WORDS).location == page
    assert "另一位老师还没有处理" in author.get(page).text
    with app.app_context(), pytest.raises(Refused):
        object_to_hiding(given.class_administrator.id, "bulletin", number, "再说一遍")
    assert told(app, "hiding_contested") == {"area": decision}, "nobody but the hider is left in the class"
    assert WORDS in area.get("/moderation").text
    assert WORDS not in hider.get("/moderation").text
    assert "要由另一位老师来看" in hider.get(decision).text
    with app.app_context(), pytest.raises(Forbidden):
        look_again(given.tutor.id, "bulletin", number, Outcome.SHOWN, "想想也行")
    unsaid = area.submit(decision, "look-again", outcome="shown", answer=" ")
    assert unsaid.status_code == 422
    assert area.submit(decision, "look-again", answer="家长同意").status_code == 422, (
        "one of the two is chosen on purpose"
    )
    assert area.submit(decision, "look-again", outcome="shown", answer="家长同意就好").location == "/moderation/hidden"
    assert told(app, "hiding_lifted") == {"class_administrator": page}
    assert "家长同意就好" in author.get(page).text
    assert browse(given.classmate).get(f"/bulletins/{number}").status_code == 200
    with statements() as sent:
        listed = area.get("/moderation/hidden").text
    assert ("家长同意就好" in listed, "又放出来了" in listed) == (True, True)
    assert sent.number <= 12, sent.sent
    with statements() as sent:
        area.get("/moderation")
    assert sent.number <= 12, sent.sent
    with statements() as sent:
        area.get(decision)
    assert sent.number <= 12, sent.sent
    with app.app_context(), pytest.raises(Refused):
        look_again(given.team.id, "bulletin", number, Outcome.KEPT, "还是不行")


def test_a_comment_stays_hidden_against_an_objection_and_that_is_the_end_of_it(
    app: Flask, given: Given, browse: Browse, number: int
) -> None:
    browse(given.learner).submit(f"/bulletins/{number}", "comment-on-bulletin", text="就会摆样子。")
    with app.app_context():
        comment = db.session.scalars(select(BulletinComment.id)).one()
    hide(app, given, number, comment)
    page = f"/moderation/comments/{comment}/objection"
    assert told(app, "bulletin_comment_hidden") == {"learner": page}
    author = browse(given.learner)
    author.submit(page, "object-to-hiding", text="我说的是自己班。")
    assert set(told(app, "hiding_contested")) == {"class_administrator"}
    assert browse(given.classmate).get(page).status_code == 404
    assert browse(given.tutor2).get(f"/moderation/comments/{comment}").status_code == 404
    kept = browse(given.class_administrator).submit(
        f"/moderation/comments/{comment}", "look-again", outcome="kept", answer="也请好好说话"
    )
    assert kept.status_code == 302
    assert set(told(app, "comment_kept")) == {"learner"}
    assert "也请好好说话" in author.get(page).text
    assert "就会摆样子" not in browse(given.classmate).get(f"/bulletins/{number}").text
    with app.app_context(), pytest.raises(Refused):
        look_again(given.team.id, "comment", comment, Outcome.SHOWN, "算了")


def test_a_resource_is_shown_again_by_who_took_it_down_and_found_again(
    app: Flask, given: Given, browse: Browse
) -> None:
    resource, tutor = a_resource(given), browse(given.tutor)
    browse(given.far_learner).submit(f"/resources/{resource}/report", "report-resource", reason="第三页有真名")
    tutor.submit(f"/resources/{resource}/decision", "decide-resource", verdict="removed", answer=REASON)
    page = f"/moderation/resources/{resource}/objection"
    assert told(app, "resource_removed") == {"learner": page}
    assert page in browse(given.learner).get(f"/resources/{resource}").text
    assert tutor.submit(f"/moderation/resources/{resource}", "look-again", answer="").status_code == 422
    done = tutor.submit(f"/moderation/resources/{resource}", "look-again", answer="看错了，那是化名")
    assert done.status_code == 302
    assert browse(given.classmate).get(f"/resources/{resource}").status_code == 200
    assert "早读的十分钟" in browse(given.classmate).get("/search?q=早读的十分钟&kind=resource").text
    assert "看错了，那是化名" in browse(given.learner).get(page).text
    with app.app_context(), pytest.raises(Refused):
        object_to_hiding(given.learner.id, "resource", resource, "不服")


def test_what_its_author_or_class_took_back_stays_taken_back(app: Flask, given: Given, number: int) -> None:
    resource = a_resource(given)
    with app.app_context():
        withdraw_resource(given.learner.id, resource)
        assert find_hiding("resource", resource) is None
        report_bulletin(given.far_learner.id, number, None, "写得太细")
        take_back_bulletin(given.class_administrator.id, number)
        decide_reports(given.tutor.id, number, None, "hidden", REASON)
        look_again(given.tutor.id, "bulletin", number, Outcome.SHOWN, "想想也行")
        bulletin = db.session.get_one(Bulletin, number)
        assert (bulletin.hidden_at is not None, bulletin.hidden_reason) == (True, "")
        assert db.session.scalars(select(HidingReview.objected_at)).all() == [None]


def test_where_the_author_is_the_only_staff_those_above_hear_of_a_report_and_decide(
    app: Flask, given: Given, browse: Browse, number: int
) -> None:
    with app.app_context():
        relieve_staff(given.tutor.id, given.classroom.id, StaffRole.TUTOR)
        report_bulletin(given.far_learner.id, number, None, "写得太细")
    decision = f"/bulletins/{number}/decision"
    assert told(app, "bulletin_reported") == {"area": decision}
    area = browse(given.area)
    assert "被举报" in area.get("/notices").text
    assert "写得太细" in area.get("/bulletins/reports").text
    for person in (given.class_administrator, given.expert, given.far_area):
        assert browse(person).get(decision).status_code == 404
    assert area.submit(decision, "decide-bulletin", verdict="hidden", answer=REASON).status_code == 302


def test_without_anybody_for_the_area_the_project_team_hears_and_a_closed_account_never_does(
    app: Flask, given: Given, browse: Browse
) -> None:
    resource = a_resource(given)
    with app.app_context():
        relieve_staff(given.tutor.id, given.classroom.id, StaffRole.TUTOR)
        close_account(given.team.id, given.class_administrator.id, "不再任教")
        close_account(given.team.id, given.area.id, "不再任教")
    browse(given.far_learner).submit(f"/resources/{resource}/report", "report-resource", reason="第三页有真名")
    decision = f"/resources/{resource}/decision"
    assert told(app, "resource_reported") == {"team": decision}
    team = browse(given.team)
    assert "第三页有真名" in team.get("/resources/reports").text
    assert team.submit(decision, "decide-resource", verdict="left", answer="").status_code == 302


def test_the_nearest_area_is_asked_first(app: Flask, given: Given, number: int) -> None:
    with app.app_context():
        relieve_staff(given.tutor.id, given.classroom.id, StaffRole.TUTOR)
        held = select(Appointment).where(Appointment.person_id == given.far_area.id)
        db.session.scalars(held).one().place_code = "430102"
        db.session.commit()
        report_bulletin(given.far_learner.id, number, None, "写得太细")
    assert set(told(app, "bulletin_reported")) == {"far_area"}, "of the county, before the city"
