"""From the week's facts to a published bulletin, corrected, read inside the class and by others."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from app.bulletins.models import Bulletin, BulletinDraft, BulletinVersion
from app.bulletins.operations import publish_bulletin, rebuild_open_text
from app.discussions.operations import hide_post, restore_post
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.notifications.models import Notice
from tests.bulletins.writing import begun, fields_of, press
from tests.support.browsing import Browser
from tests.support.given import EVENING, Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
WEEK, LAST = "2026-W12", "2026-W11"
WORDS = "我会先问问他昨晚几点睡的，再说迟到的事。"


@pytest.fixture
def week(given: Given) -> int:
    """A week in which something happened; gives the post that is quoted."""
    clock.travel_to(EVENING - timedelta(days=7))
    given.a_submission(by=given.classmate)
    clock.travel_to(EVENING)
    given.a_submission()
    given.a_submission(topic=given.topic2)
    given.a_journal()
    return given.a_reply(given.a_thread(text="有个孩子又迟到了。"), text=WORDS)


def test_from_one_press_to_a_bulletin_that_others_read_without_names(
    app: Flask, given: Given, browse: Browse, week: int
) -> None:
    writer = browse(given.class_administrator)
    home = writer.get("/").text
    assert "第 2 周的班级简报还没有出" in home
    edit = begun(writer, "c-101", WEEK)
    page = writer.get(edit).text
    assert all(words in page for words in (WORDS, "2 份作业 比上周多 1", "1 篇日志 比上周多 1", "接下来"))
    assert begun(writer, "c-101", WEEK) == edit, "a second press goes on with what was begun"
    sent = press(writer, edit, "publish", **{"text-b1": "林小满和周立秋这一周都没有落下。", "title": "灯下"})
    assert sent.status_code == 302, sent.text
    place = sent.location
    inside, outside = browse(given.classmate).get(place).text, browse(given.far_learner).get(place).text
    assert all(words in inside for words in ("林小满", "周立秋", WORDS, "迟到的孩子", "weeks/2026-W12?of=assignments"))
    assert all(words not in outside for words in ("林小满", "周立秋", "迟到的孩子", "weeks/2026-W12"))
    assert outside.count("一位学友") == 3, "two in the text, one under the quotation"
    assert "2" in outside
    assert WORDS in outside
    assert writer.get(f"{place}?as=outside").text.count("一位学友") >= 3
    with app.app_context():
        bulletin = db.session.scalars(select(Bulletin)).one()
        assert (bulletin.week, bulletin.version_number, "周立秋" in bulletin.text) == (WEEK, 1, False)
        assert "提交作业 2 份，比上周多 1" in bulletin.text
        assert db.session.scalar(select(func.count()).select_from(BulletinDraft)) == 0
        with pytest.raises(NotFound):
            publish_bulletin(given.class_administrator.id, 1)
    assert browse().get(place).location.startswith("/sign-in")
    assert browse(given.left).get(place).status_code == 404


@ONE
def test_blocks_move_come_and_go_and_no_button_loses_what_was_typed(
    app: Flask, given: Given, browse: Browse, week: int
) -> None:
    writer = browse(given.tutor)
    edit = begun(writer, "c-101", WEEK)
    press(writer, edit, "down:b1", **{"text-b1": "先写下的一句"})
    assert _order(app)[:2] == ["figures", "text"]
    press(writer, edit, "up:b1", **{"heading-b2": "数一数"})
    assert _order(app)[:2] == ["text", "figures"]
    press(writer, edit, "add:text", title="换了题目")
    assert _order(app)[-1] == "text"
    press(writer, edit, "remove:b2", **{"keep-b3": []})
    assert "figures" not in _order(app)
    press(writer, edit, "add:figures")
    shown = fields_of(writer.get(edit).text)
    assert (shown["title"], shown["text-b1"]) == ("换了题目", "先写下的一句")
    refused = press(writer, edit, "add:works")
    assert (refused.status_code, "还没有作者同意展示" in refused.text) == (422, True)
    preview = press(writer, edit, "preview", **{"text-b1": "**粗**字"})
    assert "<strong>粗</strong>字" in writer.get(preview.location).text
    gone = writer.submit(edit, "discard-bulletin")
    assert (gone.status_code, _order(app)) == (302, [])


@ONE
def test_words_are_quoted_as_they_were_written_and_go_when_their_post_goes(
    app: Flask, given: Given, browse: Browse, week: int
) -> None:
    writer = browse(given.class_administrator)
    edit = begun(writer, "c-101", WEEK)
    with app.app_context():
        quotes = next(one for one in db.session.scalars(select(BulletinDraft)).one().blocks if one["kind"] == "quotes")
    name = f"words-{quotes['key']}-{[item['words'] for item in quotes['items']].index(WORDS)}"
    refused = press(writer, edit, "publish", **{name: "我会先骂他一顿。"})
    assert (refused.status_code, "一字不差" in refused.text, "我会先骂他一顿" in refused.text) == (422, True, True)
    place = press(writer, edit, "publish", **{name: "先问问他昨晚几点睡的"}).location
    assert "<p>先问问他昨晚几点睡的</p>" in browse(given.learner).get(place).text
    with app.app_context():
        assert "先问问他昨晚几点睡的" in db.session.scalars(select(Bulletin.html)).one()
        hide_post(week, given.classmate.id)
        assert "先问问他昨晚几点睡的" not in db.session.scalars(select(Bulletin.html)).one(), "the showcase reads this"
    assert "先问问他昨晚几点睡的" not in browse(given.learner).get(place).text
    assert "先问问他昨晚几点睡的" not in browse(given.far_learner).get(place).text
    with app.app_context():
        rebuild_open_text(1)
        assert "先问问他昨晚几点睡的" not in db.session.scalars(select(Bulletin.html)).one()
        restore_post(week, given.classmate.id)
        assert "先问问他昨晚几点睡的" in db.session.scalars(select(Bulletin.html)).one()
        hide_post(1, given.tutor.id)  # with the opening the whole thread goes
        assert "先问问他昨晚几点睡的" not in db.session.scalars(select(Bulletin.html)).one()


@ONE
def test_two_who_write_at_once_do_not_undo_each_other(app: Flask, given: Given, browse: Browse, week: int) -> None:
    tutor, administrator = browse(given.tutor), browse(given.class_administrator)
    edit = begun(tutor, "c-101", WEEK)
    stale = fields_of(administrator.get(edit).text)
    press(tutor, edit, "save", **{"text-b1": "辅导教师写的"})
    late = administrator.post(edit, data={**stale, "text-b1": "管理员写了很久的一段", "do": "save"})
    assert (late.status_code, "另一位老师保存过" in late.text, "管理员写了很久的一段" in late.text) == (422, True, True)
    assert f'href="{edit}" target="_blank"' in late.text
    assert fields_of(administrator.get(edit).text)["text-b1"] == "辅导教师写的"


@ONE
def test_pressing_publish_twice_publishes_once_and_tells_the_class_once(
    app: Flask, given: Given, browse: Browse, week: int
) -> None:
    writer = browse(given.class_administrator)
    edit = begun(writer, "c-101", WEEK)
    fields = {**fields_of(writer.get(edit).text), "do": "publish"}
    first, second = (writer.post(edit, data=fields) for _ in range(2))
    assert (first.status_code, second.status_code) in ((302, 404), (302, 302))
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Bulletin)) == 1
        told = dict(
            db.session.execute(select(Notice.person_id, Notice.kind).where(Notice.thing_kind == "bulletin")).all()
        )
    assert told.pop(given.classmate.id) == "named_in_bulletin"
    assert set(told.values()) <= {"bulletin_out", "named_in_bulletin"}
    assert set(told) == {given.learner.id, given.tutor.id, given.disabled.id}
    assert "简报" in browse(given.tutor).get("/notices").text


def test_a_correction_is_a_new_version_and_the_old_one_stays_with_those_who_write(
    app: Flask, given: Given, browse: Browse, week: int
) -> None:
    writer = browse(given.class_administrator)
    place = press(writer, begun(writer, "c-101", WEEK), "publish", **{"text-b1": "写错的一句"}).location
    edit = writer.submit(place, "revise-bulletin").location
    clock.travel_to(EVENING + timedelta(hours=1))
    assert press(writer, edit, "publish", **{"text-b1": "改对的一句"}).location == place
    page = browse(given.classmate).get(place).text
    assert ("改对的一句" in page, "写错的一句" in page, "第 2 版" in page) == (True, False, True)
    before = browse(given.tutor).get(f"{place}/versions/1").text
    assert ("写错的一句" in before, "这是以前的第 1 版。" in before) == (True, True)
    assert "现在读到的就是它" in browse(given.tutor).get(f"{place}/versions/2").text
    assert browse(given.tutor).get(f"{place}/versions").text.count("现在的一版") == 1
    assert browse(given.expert).get(f"{place}/versions").status_code == 200
    for other in (given.classmate, given.far_tutor):
        assert browse(other).get(f"{place}/versions/1").status_code == 404
        assert browse(other).get(f"{place}/versions").status_code == 404
    with app.app_context():
        numbers = db.session.scalars(select(BulletinVersion.number).order_by(BulletinVersion.id))
        assert list(numbers) == [1, 2]
        news = select(func.count()).where(Notice.kind == "bulletin_out", Notice.person_id == given.tutor.id)
        assert db.session.scalar(news) == 1


@ONE
def test_a_picture_is_brought_along_and_anything_else_is_refused(
    app: Flask, given: Given, browse: Browse, week: int
) -> None:
    writer = browse(given.class_administrator)
    edit = begun(writer, "c-101", WEEK)
    drawn = BytesIO()
    Image.new("RGB", (900, 600), "#a02c1b").save(drawn, "PNG")
    none = press(writer, edit, "add:picture")
    assert (none.status_code, "请先选一张图片" in none.text) == (422, True)
    text = press(writer, edit, "add:picture", picture=(BytesIO("字".encode()), "图.png"))
    assert (text.status_code, "这里只收图片" in text.text) == (422, True)
    assert press(writer, edit, "add:picture", picture=(BytesIO(drawn.getvalue()), "教室.png")).status_code == 302
    place = press(writer, edit, "publish").location
    page = browse(given.far_learner).get(place).text
    assert f"{place}/pictures/1?small=1" in page
    with browse(given.far_learner).get(f"{place}/pictures/1?small=1") as picture:
        assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
        assert picture.headers["Content-Security-Policy"].startswith("sandbox")
    assert browse(given.far_learner).get(f"{place}/pictures/2").status_code == 404
    assert "教室.png" not in browse(given.left).get(f"{place}/pictures/1").text


@ONE
def test_the_editor_and_the_page_take_few_statements(given: Given, browse: Browse, week: int, statements) -> None:
    writer = browse(given.class_administrator)
    edit = begun(writer, "c-101", WEEK)
    press(writer, edit, "add:text")
    numbers = []
    for path in (edit, f"{edit}/preview", "/bulletins", "/classrooms/c-101/bulletins", "/classrooms/c-101", "/"):
        writer.get(path)
        with statements() as sent:
            writer.get(path)
        numbers.append(sent.number)
    place = press(writer, edit, "publish").location
    for reader in (writer, browse(given.far_learner)):
        reader.get(place)
        with statements() as sent:
            reader.get(place)
        numbers.append(sent.number)
    assert max(numbers) <= 12, numbers


def _order(app: Flask) -> list[str]:
    with app.app_context():
        draft = db.session.scalars(select(BulletinDraft)).first()
        return [one["kind"] for one in draft.blocks] if draft else []
