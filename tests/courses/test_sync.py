"""The mirror of the files: nothing is lost, nothing is doubled, and nothing happens when there is a fault."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.courses.models import Module, Section, Topic
from app.courses.operations import SyncReport, sync_course
from app.courses.parsing import read_course
from app.courses.queries import modules_in_order, questions_of, topics_in_order
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from tests.courses.folders import CASE, COMMENTARY, EXTENSION, files, preparing, sound, topic

GREETING = "day/greeting.md"


@pytest.fixture
def inside(app) -> Iterator[None]:
    with app.app_context():
        yield


def sync(texts: dict[str, str]) -> SyncReport:
    course, faults = read_course(files(texts))
    assert course is not None, faults
    return sync_course(course)


def ids() -> dict[str, int]:
    return {topic.slug: topic.id for topic in db.session.execute(select(Topic.slug, Topic.id))}


def rows_of(topic_id: int) -> dict[str, int]:
    found = db.session.execute(select(Section.kind, Section.id).where(Section.topic_id == topic_id))
    return {section.kind: section.id for section in found}


def test_the_first_sync_brings_everything_and_the_second_changes_nothing(app, inside, statements):
    assert sync(sound()).added == ["course", "day", "greeting", "meeting", "year", "first-weeks"]
    db.session.rollback()
    with statements() as sent:
        assert sync(sound()).is_empty
    assert not [text for text in sent.sent if not text.startswith("SELECT")], sent.sent
    assert [line.url for line in topics_in_order()] == [
        "/course/day/greeting", "/course/day/meeting", "/course/year/first-weeks",
    ]  # fmt: skip
    assert [module.title for module in modules_in_order()] == ["每一天", "每一学年"]


def test_an_edited_topic_keeps_its_identity_and_its_sections(inside):
    sync(sound())
    before, rows = ids(), rows_of(1)
    texts = sound()
    texts[GREETING] = texts[GREETING].replace("清早七点", "清早六点").replace("清晨的第一声问候", "第一声问候")
    assert sync(texts) == SyncReport(changed=["greeting"])
    assert ids() == before
    assert rows_of(1) == rows
    assert db.session.get_one(Topic, before["greeting"]).title == "第一声问候"
    html = db.session.scalar(select(Section.html).where(Section.topic_id == before["greeting"], Section.kind == "case"))
    assert "清早六点" in str(html)


def test_learners_keep_their_work_when_a_topic_is_edited_moved_and_retired(app, given):
    with app.app_context():
        sync(sound())
        topic_id = ids()["greeting"]
    work = given.a_submission(topic=type("Named", (), {"id": topic_id}), text="清晨的雨里，她没有说话。" * 40)
    texts = sound()
    texts["year/greeting.md"] = texts.pop(GREETING).replace("position: 1", "position: 2")
    with app.app_context():
        assert sync(texts).changed == ["greeting"]
        assert ids()["greeting"] == topic_id
        del texts["year/greeting.md"]
        texts["course.md"] = texts["course.md"].replace("credit_hours: 3", "credit_hours: 2")
        assert sync(texts).retired == ["greeting"]
        kept = db.session.execute(select(Topic.id, Topic.retired_at).where(Topic.slug == "greeting")).one()
        assert kept.id == topic_id
        assert kept.retired_at is not None
        assert db.session.scalar(select(func.count()).select_from(Section).where(Section.topic_id == topic_id)) == 5
    assert work


def test_what_vanished_is_retired_and_comes_back_as_it_was(inside):
    sync(sound())
    before = ids()
    fewer = {path: text for path, text in sound().items() if not path.startswith("year/")}
    fewer["course.md"] = fewer["course.md"].replace("credit_hours: 3", "credit_hours: 2")
    assert sync(fewer) == SyncReport(changed=["course"], retired=["year", "first-weeks"])
    assert [line.slug for line in topics_in_order()] == ["greeting", "meeting"]
    assert sync(fewer).is_empty
    assert sync(sound()) == SyncReport(changed=["course"], returned=["year", "first-weeks"])
    assert ids() == before
    assert len(topics_in_order()) == 3
    assert sync(sound()).is_empty


def test_a_topic_that_gets_ready_gets_its_sections_and_loses_them_again(inside):
    sync(sound())
    texts = {**sound(), "day/meeting.md": topic("晨会五分钟", 2)}
    assert sync(texts).changed == ["meeting"]
    meeting = ids()["meeting"]
    kinds = select(Section.kind).where(Section.topic_id == meeting).order_by(Section.position)
    assert list(db.session.scalars(kinds)) == ["case", "commentary", "extension", "questions", "assignment"]
    assert db.session.get_one(Topic, meeting).reading_minutes > 1
    sync({**texts, "day/meeting.md": preparing()})
    assert list(db.session.scalars(kinds)) == ["questions", "assignment"]


def test_questions_can_be_asked_for_one_by_one(app, given):
    with app.app_context():
        sync(sound())
        assert questions_of(ids()["greeting"], given.learner) == [
            "换了您，第一句话说什么？", "要是孩子不答呢？", "家长就在旁边看着呢？",
        ]  # fmt: skip


def test_what_a_sync_did_is_on_record_and_nothing_is_when_nothing_was_done(inside):
    sync(sound())
    sync(sound())
    said = db.session.scalars(select(RecordedEvent).where(RecordedEvent.name == "CourseSynced")).all()
    assert [row.data["added"] for row in said] == [["course", "day", "greeting", "meeting", "year", "first-weeks"]]


@pytest.fixture
def folder(app, tmp_path: Path) -> Iterator[Path]:
    """A content folder of its own, in which the sound course lies."""
    kept = app.extensions["settings"]
    app.extensions["settings"] = replace(kept, content=tmp_path)
    for path, text in sound().items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    yield tmp_path
    app.extensions["settings"] = kept


def test_the_commands_say_what_they_found_and_did(app, folder):
    run = app.test_cli_runner().invoke
    checked = run(args=["content", "check"])
    assert (checked.exit_code, "2 个模块，3 个专题" in checked.output) == (0, True)
    assert "新增 6：course、day、greeting" in run(args=["content", "sync"]).output
    assert "没有改动" in run(args=["content", "sync"]).output


def test_a_single_fault_stops_the_sync_and_changes_nothing(app, folder):
    run = app.test_cli_runner().invoke
    run(args=["content", "sync"])
    for path, old, new in ((GREETING, "清早七点", "清早六点"), ("year/first-weeks.md", "## 作业", "## 练习")):
        text = (folder / path).read_text(encoding="utf-8")
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")
    (folder / "day" / "bytes.md").write_bytes(b"\xff\xfe\x00")
    for command in ("check", "sync"):
        result = run(args=["content", command])
        assert result.exit_code == 1
        for words in ("year/first-weeks.md:31: 不认识的小节“练习”", "day/bytes.md:1: 不是 UTF-8", "处要改"):
            assert words in result.output, result.output
    with app.app_context():
        html = db.session.scalars(select(Section.html).where(Section.kind == "case")).all()
        assert not [text for text in html if "清早六点" in text]
        assert db.session.scalar(select(func.count()).select_from(Module)) == 2


def test_the_course_is_told_in_figures(app, folder):
    run = app.test_cli_runner().invoke
    (folder / "day/greeting.md").write_text(topic(sources='["《未成年人学校保护规定》（2021）"]'), encoding="utf-8")
    table = run(args=["content", "table"]).output
    row = next(line for line in table.splitlines() if line.startswith("day/greeting"))
    assert row.split()[1:4] == [str(len(text)) for text in (CASE, COMMENTARY, EXTENSION)]
    assert row.split()[6:] == ["7", "45", "1"]  # 2,053 characters at 300 a minute
    total = next(line for line in table.splitlines() if "班主任研修课程" in line)
    assert total.split()[-2:] == ["135", "1"]
    told = run(args=["content", "facts"]).output
    assert "## 《未成年人学校保护规定》（2021）\n\n- [清晨的第一声问候](../content/day/greeting.md)" in told


def test_two_topics_in_the_same_words_fail_and_are_named(app, folder):
    run = app.test_cli_runner().invoke
    told = run(args=["content", "overlaps"])
    assert told.exit_code == 1
    assert "day/greeting.md  year/first-weeks.md" in told.output
    assert "20 字以上的重复" in told.output
