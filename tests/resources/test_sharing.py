"""Sharing something, being told what is missing, changing it, taking it back."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.foundation.stored_files import StoredFile
from app.resources.models import Resource, ResourceFile
from tests.resources.things import FIELDS, NEW, a_resource, picture

NOTE = "第一条：作业不过夜。".encode()


def the_one(app) -> Resource:
    with app.app_context():
        return db.session.scalars(select(Resource)).one()


def test_a_learner_shares_a_lesson_plan_with_a_picture_and_a_pdf_and_a_colleague_finds_it(app, given, browse):
    learner, colleague = browse(given.learner), browse(given.far_learner)
    files = [
        (BytesIO(picture("PNG")), "板书.png"),
        (BytesIO(picture("PDF", (400, 600))), "教案"),
        (BytesIO(NOTE), "班规.md"),
    ]
    answer = learner.submit(NEW, "share-resource", **{**FIELDS, "topic": str(given.topic.id)}, files=files)
    assert answer.status_code == 302
    page = learner.get(answer.location).text
    assert "分享好了" in page
    listed = colleague.get("/resources").text
    assert "早读的十分钟" in listed
    assert "林小满" in listed
    assert "芙蓉一班" in listed
    assert "芙蓉区" in listed
    page = colleague.get(answer.location).text
    assert page.count("?small=1") == 2, "a picture and the first page of the PDF are seen before they are fetched"
    assert "教案.pdf" in page
    assert "可以用，可以改，请写明作者" in page
    assert given.topic.title in page
    small = colleague.get(f"{answer.location}/files/2?small=1", buffered=True)
    assert small.mimetype == "image/jpeg"
    assert small.headers["Content-Security-Policy"].startswith("sandbox")
    whole = colleague.get(f"{answer.location}/files/2", buffered=True)
    assert whole.headers["Content-Disposition"].startswith("attachment")
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    resource = the_one(app)
    assert (resource.classroom_id, resource.place_code) == (given.classroom.id, "430102001")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "这里还没有写"),
        ({"text": ""}, "请带上文件，或者把内容写在正文里"),
        ({"own": "collected"}, "请写明从哪里来"),
        ({"kind": "video"}, "请贴上视频的网址"),
        ({"kind": "video", "link": "javascript:alert(1)"}, "请贴完整的网址"),
        ({"kind": "video", "link": "http://[::1"}, "请贴完整的网址"),
        ({"kind": "poem"}, "请选一项"),
        ({"licence": ""}, "请选一项"),
        ({"topic": "987654321"}, "error"),
        ({"topic": "x"}, "error"),
        ({"own": "stolen"}, "error"),
        ({"description": "字" * 1001}, "最多 1000 个字"),
        ({"title": "一\x00二"}, "控制字符"),
    ],
)
def test_what_is_missing_or_senseless_is_said_beside_the_field_and_what_was_typed_stays(given, browse, wrong, said):
    answer = browse(given.learner).submit(NEW, "share-resource", **(FIELDS | wrong))
    assert answer.status_code == 422
    assert said in answer.text
    assert "昨晚最亮的一件事" in answer.text or "text" in wrong


def test_staff_and_overseers_share_too_at_their_place_and_strangers_do_not(app, given, browse):
    for person, place, room in (
        (given.tutor, "430102001", given.classroom.id),
        (given.expert, "4301", None),
        (given.team, "43", None),
    ):
        answer = browse(person).submit(NEW, "share-resource", **{**FIELDS, "text": f"{person.name}写的"})
        assert answer.status_code == 302
        with app.app_context():
            resource = db.session.get(Resource, int(answer.location.rpartition("/")[2]))
            assert (resource.place_code, resource.classroom_id) == (place, room)
    assert browse(given.left).get(NEW).status_code == 403
    assert "您现在不在哪一期培训里" in browse(given.left).get("/resources").text


def test_pressing_twice_shares_once(app, given, browse):
    learner = browse(given.learner)
    target, hidden = learner.form(NEW, "share-resource")
    answers = [learner.post(target, data={**hidden, **FIELDS}) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert the_one(app).title == FIELDS["title"]


def test_the_same_file_is_pointed_out_with_whose_it_is_and_ones_own_is_refused(app, given, browse):
    first, second = browse(given.learner), browse(given.far_learner)
    old = first.submit(NEW, "share-resource", **FIELDS, files=(BytesIO(NOTE), "班规.txt")).location
    answer = second.submit(NEW, "share-resource", **{**FIELDS, "title": "班规一份"}, files=(BytesIO(NOTE), "抄来.txt"))
    page = second.get(answer.location).text
    assert "同样的文件，林小满在《“早读的十分钟”教案》里也有" in page
    assert f'href="{old}"' in page
    with app.app_context():
        resources = db.session.scalars(select(Resource).order_by(Resource.id)).all()
        assert [one.repeats_id for one in resources] == [None, resources[0].id]
        assert len(db.session.scalars(select(StoredFile)).all()) == 1, "bytes are kept once"
    again = first.submit(NEW, "share-resource", **{**FIELDS, "title": "又一份"}, files=(BytesIO(NOTE), "班规.txt"))
    assert again.status_code == 422
    assert "您已经在《“早读的十分钟”教案》里分享过" in again.text
    first.submit(old, "withdraw-resource")
    assert "同样的文件也在别处" not in second.get(answer.location).text, "what was taken back is not told of"


def test_its_author_changes_it_and_takes_files_out_and_nobody_else_may(app, given, browse):
    learner = browse(given.learner)
    files = [(BytesIO(NOTE), "班规.txt"), (BytesIO(picture()), "板书.png")]
    address = learner.submit(NEW, "share-resource", **FIELDS, files=files).location
    edit = f"{address}/edit"
    page = learner.get(edit).text
    assert page.count("checked") >= 3, "both files are kept unless somebody takes them out"
    changed = FIELDS | {"title": "晨读的十分钟", "keep": "2", "text": "改过的话"}
    answer = learner.submit(edit, "edit-resource", **changed, files=(BytesIO(b"more"), "新.txt"))
    assert answer.status_code == 302
    page = learner.get(address).text
    assert "晨读的十分钟" in page
    assert "改过的话" in page
    assert "修改于" in page
    with app.app_context():
        rows = db.session.execute(
            select(ResourceFile.name, ResourceFile.removed_at.is_(None)).order_by(ResourceFile.id)
        )
        assert rows.all() == [("班规.txt", False), ("板书.png", True), ("新.txt", True)]
    six = [(BytesIO(f"{n}".encode()), f"{n}.txt") for n in range(4)]
    refused = learner.submit(edit, "edit-resource", **{**changed, "keep": ["2", "3"]}, files=six)
    assert refused.status_code == 422
    assert "最多带 5 个文件" in refused.text
    none = learner.submit(edit, "edit-resource", **{**changed, "keep": "0", "text": ""})
    assert "请带上文件，或者把内容写在正文里" in none.text
    for other in (given.classmate, given.tutor, given.team):
        assert browse(other).get(edit).status_code == 404


def test_what_was_taken_back_is_found_by_nobody_and_kept_for_the_record(app, given, browse):
    learner, colleague = browse(given.learner), browse(given.classmate)
    address = f"/resources/{a_resource(given)}"
    assert colleague.get(address).status_code == 200
    assert learner.submit(address, "withdraw-resource").status_code == 302
    assert colleague.get(address).status_code == 404
    assert "早读" not in colleague.get("/resources").text
    assert "已经收回" in learner.get(address).text
    assert "已收回" in learner.get("/me/resources").text
    assert browse(given.tutor).get(address).status_code == 200, "those who look after the class may look it up"
    assert learner.get(f"{address}/edit").status_code == 404
    with app.app_context():
        names = db.session.scalars(select(RecordedEvent.name).order_by(RecordedEvent.id)).all()
    assert names == ["ResourceShared", "ResourceWithdrawn"]


def test_a_day_has_its_measure(app, given, browse):
    learner = browse(given.learner)
    for number in range(20):
        a_resource(given, title=f"第 {number} 份")
    answer = learner.submit(NEW, "share-resource", **FIELDS)
    assert answer.status_code == 422
    assert "一天最多分享 20 份" in answer.text
    assert browse(given.classmate).submit(NEW, "share-resource", **FIELDS).status_code == 302
