"""Handing in, taking back and handing in again, told as people do it."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from app.assignments.models import Submission, SubmissionState, SubmissionVersion
from app.assignments.operations import hand_in_submission, settle_submission, take_back_submission
from app.courses.models import Topic
from app.drafts.operations import save_draft
from app.drafts.queries import find_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import RecordedEvent
from app.foundation.transactions import once, transaction

FIRST = "我把昨晚的作业时间画成一张图贴在墙上，孩子们自己看出了哪一晚太晚。"
SECOND = "照老师的话，我又找了三个家长谈，把谈话里听到的原话也写了进来，比上一稿具体。"


def the_submission() -> Submission:
    return db.session.scalars(select(Submission)).one()


def test_the_first_handing_in_is_a_submission_with_one_version(app, given):
    with app.app_context():
        hand_in_submission(given.learner.id, given.topic.id, FIRST)
        submission = the_submission()
        version = db.session.scalars(select(SubmissionVersion)).one()
        events = db.session.scalars(select(RecordedEvent)).all()
    assert (submission.state, submission.version_number, submission.is_late) == ("handed_in", 1, False)
    assert submission.classroom_id == given.classroom.id
    assert submission.first_handed_in_at == submission.handed_in_at
    assert version.text == FIRST
    assert version.html.startswith("<p>我把")
    assert [event.name for event in events] == ["SubmissionHandedIn"]


def test_what_waits_for_its_grade_cannot_be_handed_in_twice(app, given):
    given.a_submission()
    with app.app_context(), pytest.raises(Refused, match="撤回"):
        hand_in_submission(given.learner.id, given.topic.id, SECOND)


def test_taken_back_and_handed_in_again_keeps_both_versions_and_the_first_time(app, given):
    number = given.a_submission(text=FIRST)
    with app.app_context():
        first = the_submission().first_handed_in_at
        take_back_submission(number, given.learner.id)
        clock.travel_to(datetime(2026, 3, 19, 12, tzinfo=UTC))
        hand_in_submission(given.learner.id, given.topic.id, SECOND)
        submission = the_submission()
        versions = db.session.scalars(select(SubmissionVersion).order_by(SubmissionVersion.number)).all()
    assert [version.text for version in versions] == [FIRST, SECOND]
    assert versions[0].taken_back_at is not None
    assert versions[1].taken_back_at is None
    assert submission.first_handed_in_at == first < submission.handed_in_at


def test_what_was_taken_back_may_be_handed_in_unchanged(app, given):
    number = given.a_submission(text=FIRST)
    with app.app_context():
        take_back_submission(number, given.learner.id)
        hand_in_submission(given.learner.id, given.topic.id, FIRST)
        assert the_submission().version_number == 2


def test_taking_back_twice_is_the_same_as_once(app, given):
    number = given.a_submission()
    with app.app_context():
        take_back_submission(number, given.learner.id)
        take_back_submission(number, given.learner.id)
        names = db.session.scalars(select(RecordedEvent.name)).all()
    assert names.count("SubmissionTakenBack") == 1


def test_a_graded_work_can_neither_be_taken_back_nor_handed_in_again(app, given):
    number = given.a_submission()
    with app.app_context():
        settle_submission(number, SubmissionState.GRADED)
        with pytest.raises(Refused):
            take_back_submission(number, given.learner.id)
        with pytest.raises(Refused):
            hand_in_submission(given.learner.id, given.topic.id, SECOND)


def test_a_returned_work_wants_a_changed_version(app, given):
    number = given.a_submission(text=FIRST)
    with app.app_context():
        settle_submission(number, SubmissionState.RETURNED)
        with pytest.raises(Refused, match="上一稿") as refusal:
            hand_in_submission(given.learner.id, given.topic.id, FIRST)
        assert refusal.value.field == "text"
        hand_in_submission(given.learner.id, given.topic.id, SECOND)
        assert (the_submission().state, the_submission().version_number) == ("handed_in", 2)


def test_nobody_grades_what_was_just_taken_back(app, given):
    number = given.a_submission()
    with app.app_context():
        take_back_submission(number, given.learner.id)
        with pytest.raises(Refused, match="撤回"):
            settle_submission(number, SubmissionState.GRADED)


@pytest.mark.parametrize(
    ("instant", "late"),
    [
        (datetime(2026, 4, 12, 15, 59, 59, tzinfo=UTC), False),  # the last second of the last day in Shanghai
        (datetime(2026, 4, 12, 16, 0, tzinfo=UTC), True),
        (datetime(2026, 4, 19, 15, 59, 59, tzinfo=UTC), True),
    ],
)
def test_late_begins_with_the_day_after_the_last_in_the_trainings_zone(app, given, instant, late):
    clock.travel_to(instant)
    given.a_submission()
    with app.app_context():
        assert the_submission().is_late is late


def test_after_the_days_of_grace_nothing_is_taken(app, given):
    clock.travel_to(datetime(2026, 4, 19, 16, 0, tzinfo=UTC))
    with app.app_context(), pytest.raises(Refused, match="2026-04-19"):
        hand_in_submission(given.learner.id, given.topic.id, FIRST)


def test_answering_a_return_after_the_last_day_is_not_late(app, given):
    number = given.a_submission(text=FIRST)
    with app.app_context():
        settle_submission(number, SubmissionState.RETURNED)
        clock.travel_to(datetime(2026, 4, 15, 12, tzinfo=UTC))
        hand_in_submission(given.learner.id, given.topic.id, SECOND)
        assert the_submission().is_late is False


def test_taking_back_to_win_time_does_not_win_any(app, given):
    number = given.a_submission(text=FIRST)
    with app.app_context():
        take_back_submission(number, given.learner.id)
        clock.travel_to(datetime(2026, 4, 15, 12, tzinfo=UTC))
        hand_in_submission(given.learner.id, given.topic.id, SECOND)
        assert the_submission().is_late is True


@pytest.mark.parametrize("who", ["left", "tutor", "team"])
def test_only_who_learns_now_hands_in(app, given, who):
    with app.app_context(), pytest.raises(Refused, match="班级"):
        hand_in_submission(getattr(given, who).id, given.topic.id, FIRST)


def test_a_topic_in_preparation_takes_work_and_a_retired_one_does_not(app, given):
    with app.app_context():
        with transaction() as session:
            session.get(Topic, given.topic.id).status = "preparing"
            session.get(Topic, given.topic2.id).retired_at = clock.now()
        hand_in_submission(given.learner.id, given.topic.id, FIRST)
        with pytest.raises(NotFound):
            hand_in_submission(given.learner.id, given.topic2.id, FIRST)


@pytest.mark.parametrize(
    "text",
    ["太短", "字 " * 19, "有\x00控制符" * 20, "半个\ud842字" * 20, "长" * 20_001],
    ids=["short", "blanks", "nul", "surrogate", "long"],
)
def test_unfit_text_is_refused_beside_its_field(app, given, text):
    with app.app_context():
        with pytest.raises(Refused) as refusal:
            hand_in_submission(given.learner.id, given.topic.id, text)
        assert refusal.value.field == "text"
        assert db.session.scalar(select(func.count(Submission.id))) == 0


def test_rare_characters_and_tangles_survive(app, given):
    text = "𠮷㛃䶮👨‍👩‍👧 \u202e反写 " + "[" * 3000
    with app.app_context():
        hand_in_submission(given.learner.id, given.topic.id, text)
        version = db.session.scalars(select(SubmissionVersion)).one()
    assert version.text == text
    assert "[" * 3000 in version.html


def test_handing_in_puts_the_draft_away(app, given):
    box = f"submission:{given.topic.id}"
    with app.app_context():
        save_draft(given.learner.id, box, "写了一半", "phone-123")
        hand_in_submission(given.learner.id, given.topic.id, FIRST)
        assert find_drafts(given.learner.id, box) == []


def at_once(app, *acts):
    """Run acts in threads that begin together; gives what each answered or raised."""
    barrier, answers = Barrier(len(acts)), []

    def run(act):
        with app.app_context():
            barrier.wait()
            try:
                answers.append(act())
            except Refused as refusal:
                answers.append(refusal)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def test_two_handings_in_at_once_make_one_submission_and_one_polite_refusal(app, given):
    learner, topic = given.learner.id, given.topic.id

    def hand_in(text):
        return lambda: hand_in_submission(learner, topic, text).version_number

    answers = at_once(app, *(hand_in(f"{n}{FIRST}") for n in range(4)))
    with app.app_context():
        assert db.session.scalar(select(func.count(Submission.id))) == 1
        assert db.session.scalar(select(func.count(SubmissionVersion.id))) == 1
    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True, True, True]


def test_the_same_key_at_once_hands_in_once_and_both_get_the_same_answer(app, given):
    learner, topic = given.learner.id, given.topic.id

    def send():
        return once("k" * 24, "hand-in", learner, lambda: str(hand_in_submission(learner, topic, FIRST).id))

    answers = at_once(app, send, send)
    with app.app_context():
        assert db.session.scalar(select(func.count(SubmissionVersion.id))) == 1
        assert answers == [str(the_submission().id)] * 2
