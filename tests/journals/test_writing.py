"""Writing, changing and publishing journals, told as people do it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.classrooms.models import Enrolment
from app.drafts.operations import save_draft
from app.drafts.queries import find_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import transaction
from app.journals.models import Journal, JournalVersion
from app.journals.operations import edit_journal, mark_journal_graded, publish_journal, write_journal
from app.journals.queries import versions_of
from tests.support.given import EVENING


def the_journal() -> Journal:
    return db.session.scalars(select(Journal)).one()


def names() -> list[str]:
    return list(db.session.scalars(select(RecordedEvent.name).order_by(RecordedEvent.id)))


def test_a_journal_is_private_until_it_is_published(app, given):
    with app.app_context():
        number = write_journal(given.learner.id, "雨天", "下了一夜的雨。").id
        assert the_journal().published_at is None
        publish_journal(number, given.learner.id)
        assert the_journal().published_at == EVENING.replace(microsecond=0) or the_journal().published_at
        assert names() == ["JournalWritten", "JournalPublished"]


def test_publishing_twice_is_once(app, given):
    with app.app_context():
        number = write_journal(given.learner.id, "雨天", "下了一夜的雨。", publish=True).id
        first = the_journal().published_at
        clock.travel_to(EVENING + timedelta(days=1))
        publish_journal(number, given.learner.id)
        assert the_journal().published_at == first
        assert names().count("JournalPublished") == 1


def test_every_change_keeps_what_was_said_before_and_when(app, given):
    with app.app_context():
        number = write_journal(given.learner.id, "一", "第一稿", publish=True).id
        first_time = the_journal().written_at
        clock.travel_to(datetime(2026, 3, 19, 12, tzinfo=UTC))
        edit_journal(number, given.learner.id, "二", "第二稿")
        clock.travel_to(datetime(2026, 3, 20, 12, tzinfo=UTC))
        edit_journal(number, given.learner.id, "二", "第三稿 *重*")
        journal, versions = the_journal(), versions_of(number)
        assert (journal.title, journal.text, journal.version_number) == ("二", "第三稿 *重*", 3)
        assert "<em>重</em>" in journal.html
        assert [(v.number, v.title, v.text) for v in versions] == [(2, "二", "第二稿"), (1, "一", "第一稿")]
        assert versions[1].written_at == first_time
        assert journal.published_at is not None


def test_saving_it_unchanged_makes_no_version(app, given):
    with app.app_context():
        number = write_journal(given.learner.id, "一", "第一稿").id
        edit_journal(number, given.learner.id, "一", "第一稿")
        assert db.session.scalar(select(func.count(JournalVersion.id))) == 0
        assert names() == ["JournalWritten"]


def test_a_graded_journal_stays_as_the_tutor_read_it(app, given):
    number = given.a_journal()
    with app.app_context():
        mark_journal_graded(number, clock.now())
        with pytest.raises(Refused, match="评语"):
            edit_journal(number, given.learner.id, "改", "改")


def test_a_private_journal_is_not_graded(app, given):
    number = given.a_journal(publish=False)
    with app.app_context(), pytest.raises(NotFound):
        mark_journal_graded(number, clock.now())


def test_another_persons_journal_is_missing_to_every_act(app, given):
    number = given.a_journal(publish=False)
    with app.app_context():
        for person in (given.classmate, given.tutor, given.team):
            with pytest.raises(NotFound):
                edit_journal(number, person.id, "改", "改")
            with pytest.raises(NotFound):
                publish_journal(number, person.id)


@pytest.mark.parametrize("who", ["left", "tutor", "team"])
def test_only_who_learns_now_writes(app, given, who):
    with app.app_context(), pytest.raises(Refused, match="班级"):
        write_journal(getattr(given, who).id, "一", "写")


def test_after_a_transfer_a_journal_is_published_to_the_new_class(app, given):
    number = given.a_journal(publish=False)
    with app.app_context():
        with transaction() as session:
            old = session.scalars(select(Enrolment).where(Enrolment.person_id == given.learner.id)).one()
            old.until = clock.now()
            session.flush()
            session.add(
                Enrolment(
                    person_id=given.learner.id,
                    training_id=given.training.id,
                    classroom_id=given.classroom2.id,
                    since=clock.now(),
                )
            )
        publish_journal(number, given.learner.id)
        assert the_journal().classroom_id == given.classroom2.id


def test_writing_and_changing_put_the_drafts_away(app, given):
    with app.app_context():
        save_draft(given.learner.id, "journal:new", "半句", "phone-123")
        save_draft(given.learner.id, "journal:new:title", "半个题目", "phone-123")
        number = write_journal(given.learner.id, "一", "第一稿").id
        save_draft(given.learner.id, f"journal:{number}", "半稿", "phone-123")
        edit_journal(number, given.learner.id, "一", "第二稿")
        for box in ("journal:new", "journal:new:title", f"journal:{number}"):
            assert find_drafts(given.learner.id, box) == []


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [
        ("", "写", "title"), ("题", " \n ", "text"), ("题" * 201, "写", "title"), ("题", "长" * 20_001, "text"),
        ("题\x00", "写", "title"), ("题", "写\ud842", "text"), ("题", "写\x1b[0m", "text"),
    ],
    ids=["no title", "no text", "long title", "long text", "nul", "surrogate", "escape"],
)  # fmt: skip
def test_unfit_words_are_refused_beside_their_field(app, given, title, text, field):
    with app.app_context():
        with pytest.raises(Refused) as refusal:
            write_journal(given.learner.id, title, text)
        assert refusal.value.field == field
        assert db.session.scalar(select(func.count(Journal.id))) == 0


@pytest.mark.parametrize("text", ["𠮷㛃䶮", "👩🏽‍🏫👨‍👩‍👧", "שלום \u202e反", "*" * 5000, "> " * 3000, "长" * 20_000])
def test_any_honest_text_survives(app, given, text):
    with app.app_context():
        write_journal(given.learner.id, "题 " + text[:6], text)
        assert the_journal().text == text
        assert the_journal().html
