"""The pages of assignments, as a browser without a screen meets them."""

import re
from html import unescape
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from app.assignments.models import Submission, SubmissionAttachment, SubmissionVersion
from app.assignments.operations import settle_submission
from app.drafts.operations import save_draft
from app.foundation.database import db
from app.foundation.stored_files import StoredFile

TEXT = "我把昨晚的作业时间画成一张图贴在墙上，孩子们自己看出了哪一晚太晚。"
NOTE = "第一条：作业不过夜。\n第二条：错题当面讲。\n".encode()


@pytest.fixture
def page(given) -> str:
    return f"/course/{given.topic.module.slug}/{given.topic.slug}/assignment"


def picture() -> bytes:
    sink = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "CANARY-PLACE"
    Image.new("RGB", (40, 30), "#c33").save(sink, "JPEG", exif=exif)
    return sink.getvalue()


def fetched(browser, address: str):
    """A file's answer with its bytes read and its handle closed."""
    with browser.get(address) as answer:
        answer.get_data()
    return answer


def box_of(response, name: str = "text") -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\r?\n?(.*?)</textarea>', response.text, re.DOTALL)
    assert found
    return unescape(found.group(1))


def test_a_learner_reads_the_task_and_hands_in_with_two_files(app, given, browse, page):
    browser = browse(given.learner)
    shown = browser.get(page).text
    assert "assignment正文" in shown
    assert "4月12日" in shown
    answer = browser.submit(
        page, "hand-in", text=TEXT, files=[(BytesIO(NOTE), "班规 定稿.md"), (BytesIO(picture()), "照片/墙.jpeg")]
    )
    with app.app_context():
        submission = db.session.scalars(select(Submission)).one()
        names = db.session.scalars(select(SubmissionAttachment.name).order_by(SubmissionAttachment.id)).all()
    assert answer.status_code == 302
    assert answer.location == f"/submissions/{submission.id}"
    assert names == ["班规 定稿.md", "墙.jpeg"]
    assert "等着评阅" in browser.get(page).text


def test_a_refused_form_keeps_the_text_and_asks_for_the_files_again(app, given, browse, page):
    browser = browse(given.learner)
    for fields in ({"text": "太短"}, {"text": TEXT, "files": (BytesIO(b"MZ\x90\x00\x03"), "作业.docx")}):
        answer = browser.submit(page, "hand-in", **fields)
        assert answer.status_code == 422
        assert box_of(answer) == fields["text"]
    assert "作业.docx" in answer.text
    assert "没有收下" in answer.text
    assert "请再选一次" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count(Submission.id))) == 0
        assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_one_bad_file_among_good_ones_keeps_none(app, given, browse, page):
    several = [(BytesIO(NOTE), "一.txt"), (BytesIO(b""), "空.txt")]
    answer = browse(given.learner).submit(page, "hand-in", text=TEXT, files=several)
    assert answer.status_code == 422
    assert "空" in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_six_files_are_one_too_many(given, browse, page):
    six = [(BytesIO(NOTE + bytes([65 + n])), f"{n}.txt") for n in range(6)]
    answer = browse(given.learner).submit(page, "hand-in", text=TEXT, files=six)
    assert answer.status_code == 422
    assert "最多带 5 个" in answer.text


def test_a_request_over_all_bounds_is_413(given, browse, page):
    browser = browse(given.learner)
    huge = b'--x\r\nContent-Disposition: form-data; name="files"; filename="huge.txt"\r\n\r\n' + b"x" * (
        25 * 1024 * 1024
    )
    answer = browser.post(page, data=huge + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413


def test_a_double_click_hands_in_once(app, given, browse, page):
    browser = browse(given.learner)
    target, hidden = browser.form(page, "hand-in")
    answers = [browser.post(target, data={**hidden, "text": TEXT}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    with app.app_context():
        assert db.session.scalar(select(func.count(SubmissionVersion.id))) == 1


@pytest.mark.parametrize(
    "fields",
    [{"key": "\x00"}, {"key": "k" * 5000}, {"key": "钥匙"}, {"keep": "all"}, {"keep": "9" * 40}, {"files": "no file"}],
    ids=["nul key", "long key", "chinese key", "odd keep", "huge keep", "text as file"],
)
def test_hidden_fields_that_no_page_sends_are_no_fault(given, browse, page, fields):
    browser = browse(given.learner)
    target, hidden = browser.form(page, "hand-in")
    assert browser.post(target, data={**hidden, "text": TEXT, **fields}).status_code in {302, 404, 422}


def test_a_form_that_expired_gives_its_text_back(given, browse, page):
    browser = browse(given.learner)
    target, hidden = browser.form(page, "hand-in")
    answer = browser.post(target, data={**hidden, "csrf_token": "long gone", "text": TEXT})
    assert answer.status_code == 422
    assert TEXT in unescape(answer.text)


def test_a_session_that_expired_gives_the_text_back(given, browse, page):
    target, hidden = browse(given.learner).form(page, "hand-in")
    answer = browse().post(target, data={**hidden, "text": TEXT})
    assert answer.status_code in {401, 422}
    assert TEXT in unescape(answer.text)


def test_taken_back_the_page_holds_the_text_and_its_files_come_along(app, given, browse, page):
    browser = browse(given.learner)
    browser.submit(page, "hand-in", text=TEXT, files=[(BytesIO(NOTE), "一.txt"), (BytesIO(NOTE + b"!"), "二.txt")])
    assert browser.submit(page, "take-back").location == page
    opened = browser.get(page)
    assert box_of(opened) == TEXT
    ids = re.findall(r'name="keep"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="keep"', opened.text)
    assert len(ids) == 2
    kept = next(filter(None, ids[0]))
    fields = {"text": TEXT + "又补了一句。", "keep": [kept, "999"], "files": (BytesIO(NOTE + b"?"), "三.txt")}
    answer = browser.submit(page, "hand-in", **fields)
    assert answer.status_code == 302, re.findall(r'class="error"[^>]*>([^<]*)', answer.text)
    with app.app_context():
        last = db.session.scalars(select(SubmissionVersion).where(SubmissionVersion.number == 2)).one()
        names = db.session.scalars(
            select(SubmissionAttachment.name)
            .where(SubmissionAttachment.version_id == last.id)
            .order_by(SubmissionAttachment.id)
        ).all()
    assert names == ["一.txt", "三.txt"]


def test_nobody_else_can_take_a_work_back(given, browse, page):
    number = given.a_submission()
    token = browse(given.learner).form(page, "take-back")[1]
    for person in (given.classmate, given.tutor, given.team, given.far_learner):
        browser = browse(person)
        own_token = browser.token("/me/submissions")
        answer = browser.post(f"/submissions/{number}/taking-back", data={**token, "csrf_token": own_token})
        assert answer.status_code == 404, person.account


def test_the_page_offers_the_draft_and_a_choice_between_two(app, given, browse, page):
    box = f"submission:{given.topic.id}"
    with app.app_context():
        save_draft(given.learner.id, box, "手机上写的", "phone-123")
    browser = browse(given.learner)
    assert box_of(browser.get(page)) == "手机上写的"
    with app.app_context():
        save_draft(given.learner.id, box, "电脑上写的", "laptop-1")
    opened = browser.get(page)
    choices = re.findall(r'href="(\?draft=\w+)"', opened.text)
    assert len(choices) == 3
    assert box_of(browser.get(page + choices[1])) == "手机上写的"
    both = box_of(browser.get(page + "?draft=both"))
    assert "手机上写的" in both
    assert "电脑上写的" in both


@pytest.mark.parametrize("who", ["tutor", "left", "team", "area"])
def test_the_form_is_for_those_who_learn(given, browse, page, who):
    assert browse(getattr(given, who)).get(page).status_code == 403


def test_a_topic_that_is_not_there_looks_missing(given, browse):
    assert browse(given.learner).get("/course/module-1/no-such/assignment").status_code == 404


def test_ones_own_list_shows_state_and_lateness(app, given, browse, page):
    browser = browse(given.learner)
    assert "还没有交过作业" in browser.get("/me/submissions").text
    number = given.a_submission()
    assert "等着评阅" in browser.get("/me/submissions").text
    with app.app_context():
        settle_submission(number, "returned")
    assert "请再改一稿" in browser.get("/me/submissions").text
    assert "老师请您再改一稿" in browser.get(page).text


def attachment_address(app) -> str:
    with app.app_context():
        row = db.session.execute(
            select(SubmissionVersion.submission_id, SubmissionAttachment.id).join(
                SubmissionVersion, SubmissionVersion.id == SubmissionAttachment.version_id
            )
        ).one()
    return f"/submissions/{row[0]}/files/{row[1]}"


def test_a_download_is_sealed_and_keeps_its_chinese_name(app, given, browse, page):
    browser = browse(given.learner)
    browser.submit(page, "hand-in", text=TEXT, files=(BytesIO(NOTE), "班规 𠮷.md"))
    answer = fetched(browser, attachment_address(app))
    assert answer.data == NOTE
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "filename*=UTF-8''%E7%8F%AD%E8%A7%84%20%F0%A0%AE%B7.md" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert (
        fetched(browser, attachment_address(app) + "?inline=1").headers["Content-Disposition"].startswith("attachment")
    )


def test_a_picture_may_open_inside_the_browser_and_tells_nothing_of_its_place(app, given, browse, page):
    browser = browse(given.learner)
    browser.submit(page, "hand-in", text=TEXT, files=(BytesIO(picture()), "墙.jpg"))
    answer = fetched(browser, attachment_address(app) + "?inline=1")
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.mimetype == "image/jpeg"
    assert b"CANARY-PLACE" not in answer.data


def test_a_file_is_read_by_whoever_may_read_the_work_and_is_missing_for_others(app, given, browse, page):
    browse(given.learner).submit(page, "hand-in", text=TEXT, files=(BytesIO(NOTE), "一.txt"))
    address = attachment_address(app)
    may = {"learner", "tutor", "class_administrator", "expert", "area", "team"}
    for who in ("learner", "tutor", "class_administrator", "expert", "area", "team", "classmate", "learner2",
                "far_learner", "left", "tutor2", "far_tutor", "far_area", "class_administrator2"):  # fmt: skip
        status = fetched(browse(getattr(given, who)), address).status_code
        assert status == (200 if who in may else 404), who
    assert browse().get(address).status_code == 302
    elsewhere = given.a_submission(by=given.classmate)
    assert browse(given.classmate).get(f"/submissions/{elsewhere}/files/{address.rsplit('/', 1)[1]}").status_code == 404


def test_bytes_that_vanished_from_the_disk_are_a_missing_page(app, given, browse, page):
    browser = browse(given.learner)
    browser.submit(page, "hand-in", text=TEXT, files=(BytesIO(NOTE), "一.txt"))
    with app.app_context():
        app.extensions["files"].remove(db.session.scalars(select(StoredFile.storage_name)).one())
    assert fetched(browser, attachment_address(app)).status_code == 404


def test_the_pages_ask_the_database_little(app, given, browse, page, statements):
    browser = browse(given.learner)
    for topic in (given.topic, given.topic2, given.topic3):
        given.a_submission(topic=topic)
    for address in (page, "/me/submissions"):
        with statements() as sent:
            assert browser.get(address).status_code == 200
        assert sent.number <= 12, sent.sent
