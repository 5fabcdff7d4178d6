"""What is told of a report of a bulletin or a resource, once somebody may no longer see what it is about."""

from app.classrooms.models import StaffRole
from app.classrooms.operations import relieve_staff
from app.foundation.database import db
from app.people.models import Person
from tests.bulletins.writing import begun, press
from tests.resources.things import a_resource


def test_a_relieved_tutor_hears_nothing_more_of_a_reported_resource(app, given, browse):
    number = a_resource(given)
    browse(given.far_learner).submit(f"/resources/{number}/report", "report-resource", reason="第三页有学生的真名")
    assert "被举报" in browse(given.tutor).get("/notices").text
    tutor = browse(relieved(app, given))
    assert "被举报" not in tutor.get("/notices").text
    assert tutor.get(f"/resources/{number}/decision").status_code == 404


def test_a_relieved_tutor_hears_nothing_more_of_a_reported_bulletin(app, given, browse):
    place = a_bulletin(given, browse)
    browse(given.far_learner).submit(f"{place}/report", "report-bulletin", reason="写得太细")
    assert "这一周的灯》被举报" in browse(given.tutor).get("/notices").text
    tutor = browse(relieved(app, given))
    assert "被举报" not in tutor.get("/notices").text
    assert tutor.get(f"{place}/decision").status_code == 404


def test_who_reported_a_bulletin_reads_what_came_of_it_without_its_title(given, browse):
    place, reader, tutor = a_bulletin(given, browse), browse(given.far_learner), browse(given.tutor)
    reader.submit(f"{place}/report", "report-bulletin", reason="写得太细")
    assert "这一周的灯" in reader.get(f"{place}/report").text
    tutor.submit(f"{place}/decision", "decide-bulletin", verdict="hidden", answer="请隐去家里的事再发")
    inbox, answer = reader.get("/notices").text, reader.get(f"{place}/report")
    assert ("您对一期班级简报的举报处理好了" in inbox, answer.status_code) == (True, 200)
    assert "已经隐藏" in answer.text
    assert "写得太细" in answer.text
    assert "这一周的灯" not in inbox + answer.text
    assert browse(given.learner2).get(f"{place}/report").status_code == 404, "others see nothing of it"


def test_who_reported_a_resource_reads_what_came_of_it_without_its_title(given, browse):
    number, reader = a_resource(given), browse(given.far_learner)
    place, title = f"/resources/{number}", "早读的十分钟"
    reader.submit(f"{place}/report", "report-resource", reason="第三页有学生的真名")
    assert title in reader.get(f"{place}/report").text
    browse(given.tutor).submit(f"{place}/decision", "decide-resource", verdict="removed", answer="请隐去真名")
    inbox, answer = reader.get("/notices").text, reader.get(f"{place}/report")
    assert ("您对一份资源的举报处理好了" in inbox, answer.status_code) == (True, 200)
    assert "已经下架" in answer.text
    assert title not in inbox + answer.text
    assert browse(given.learner2).get(f"{place}/report").status_code == 404, "others see nothing of it"


def a_bulletin(given, browse):
    writer = browse(given.class_administrator)
    return str(press(writer, begun(writer, "c-101", "2026-W12"), "publish", title="这一周的灯").location)


def relieved(app, given):
    with app.app_context():
        relieve_staff(given.tutor.id, given.classroom.id, StaffRole.TUTOR)
        given.tutor.session_version = db.session.get_one(Person, given.tutor.id).session_version
    return given.tutor
