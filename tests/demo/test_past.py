"""The demo accounts have a past: each finds on their pages what others did with them and what waits for them."""

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import func, select, text

from app.contests.queries import contests_for, contests_of
from app.demo.planning.chance import chance
from app.demo.planning.likes import likes_in
from app.desk.mirror import repeats_in
from app.desk.queries.given import given_by
from app.discussions.models import Like, Mention, Post, PostAttachment, Thread, ThreadMark
from app.drafts.models import Draft
from app.foundation import clock, files
from app.foundation.database import db
from app.foundation.stored_files import StoredFile
from app.moderation.models import Case, Decision
from app.notifications.models import Notice
from app.objections.models import Objection, ObjectionAnswer
from app.opinions.models import SecondOpinion
from app.opinions.queries import opinions_waiting
from app.people.queries import find_by_account
from app.phrases.queries import phrases_of
from app.recommendations.models import Pick, Recommendation, Showing
from app.reminders.models import Contact, ContactReturn, Reminder, ReminderRound
from app.study.patterns import Pattern
from app.study.queries.sightings import hints_between
from tests.support.province import NOW

TUTORS = ("tutor", "tutor2")
LEARNERS = ("learner", "learner2")


@pytest.fixture(params=["sqlite"])
def database(request) -> str:
    """What acts leave is compared over both databases where the whole demo is; here one is enough."""
    return str(request.param)


@pytest.fixture
def past(small_province):
    with small_province.app_context():
        yield small_province


def told(account: str) -> set[str]:
    person = find_by_account(account)
    return set(db.session.scalars(select(Notice.kind).where(Notice.person_id == person.id)))


def test_likes_are_counted_and_nobody_likes_their_own(past):
    counted = dict(db.session.execute(select(Like.post_id, func.count()).group_by(Like.post_id)).all())
    shown = dict(db.session.execute(select(Post.id, Post.like_count).where(Post.like_count > 0)).all())
    assert counted == shown
    assert sum(counted.values()) > 300
    own = select(func.count()).select_from(Like).join(Post, Post.id == Like.post_id)
    assert db.session.scalar(own.where(Like.person_id == Post.author_id)) == 0
    assert db.session.scalar(own.where(Like.liked_at <= Post.written_at)) == 0


def test_who_looked_before_a_post_was_written_does_not_like_it():
    posts = [(number, 1, 100 + number) for number in range(2000)]
    liked = likes_in(posts, {1: 9000, 2: 50, 3: 1100, 4: 9000}, chance("likes"))
    assert {person for _, person, _ in liked} == {3, 4}
    assert all(post < 1000 for post, person, _ in liked if person == 3)
    assert liked == likes_in(posts, {1: 9000, 2: 50, 3: 1100, 4: 9000}, chance("likes"))


def test_the_lively_thread_is_pinned_answered_and_summed_up_by_the_tutor(past):
    thread = db.session.scalars(select(Thread).where(Thread.title.contains("网瘾")).order_by(Thread.id)).first()
    marks = dict(
        db.session.execute(select(ThreadMark.kind, ThreadMark.set_by_id).where(ThreadMark.thread_id == thread.id)).all()
    )
    assert marks.keys() == {"pin", "answer", "summary"}
    assert marks["summary"] == find_by_account("tutor").id
    said = dict(db.session.execute(select(Post.number, Post.author_id).where(Post.thread_id == thread.id)).all())
    assert thread.is_pinned
    assert said[thread.summary_number] == find_by_account("tutor").id
    assert said[thread.answer_number] not in (thread.author_id, find_by_account("tutor").id)
    assert (thread.view_count, thread.post_count) == (396, 77)


def test_experts_have_answered_on_the_boards(past):
    answered = select(func.count()).where(Thread.board_id.is_not(None), Thread.answer_number.is_not(None))
    assert db.session.scalar(answered) > 3
    assert "answer_taken" in told("expert")


@pytest.mark.parametrize("account", [*LEARNERS, *TUTORS])
def test_people_are_called_by_name_and_the_post_shows_it(past, account):
    person = find_by_account(account)
    mine = select(Post).join(Mention, Mention.post_id == Post.id).where(Mention.person_id == person.id)
    posts = db.session.scalars(mine).all()
    assert posts
    assert all(f'<span class="mention">@{person.name}</span>' in post.html for post in posts)
    assert "mentioned" in told(account)


def test_files_of_posts_lie_in_the_store_and_stand_beside_their_posts(past):
    rows = db.session.execute(
        select(StoredFile.storage_name, StoredFile.size, Post.attached, PostAttachment.name)
        .join(PostAttachment, PostAttachment.file_digest == StoredFile.digest)
        .join(Post, Post.id == PostAttachment.post_id)
    ).all()
    assert len(rows) == 8
    for name, size, attached, shown_as in rows:
        assert len(files.read(name)) == size < 60_000
        assert [one["name"] for one in attached] == [shown_as]


def test_every_demo_class_has_reports_that_wait_and_some_that_were_decided(past):
    for account in TUTORS:
        room = db.session.scalar(
            text("SELECT classroom_id FROM staff_assignments WHERE person_id = :one").bindparams(
                one=find_by_account(account).id
            )
        )
        here = select(Case.id).join(Post, Post.id == Case.post_id).where(Post.classroom_id == room)
        assert len(db.session.scalars(here.where(Case.waiting_since.is_not(None))).all()) == 2
        verdicts = select(Decision.verdict, Decision.number).where(Decision.case_id.in_(here))
        assert {tuple(row) for row in db.session.execute(verdicts)} == {
            ("hidden", 1),
            ("left", 2),
            ("left", 1),
            ("warned", 1),
        }
        assert {"reported", "contested"} <= told(account)


def test_second_opinions_were_given_and_some_wait_for_the_demo_tutors(past):
    for account in LEARNERS:
        given = select(SecondOpinion.is_better).where(SecondOpinion.person_id == find_by_account(account).id)
        assert sorted(db.session.scalars(given)) == [False, True]
    for account in TUTORS:
        assert len(opinions_waiting(find_by_account(account))) == 1


def test_study_time_was_contested_and_hints_can_be_talked_over(past):
    for account, administrator in zip(LEARNERS, ("classadmin", "classadmin2"), strict=True):
        learner = find_by_account(account)
        assert [one.is_accepted for one in contests_of(learner.id, 1)] == [None, False, True]
        assert any(one.is_open for one in contests_for(find_by_account(administrator)))
    talks = db.session.execute(text("SELECT person_id, day FROM hint_talks")).all()
    tabs = db.session.scalars(
        text("SELECT DISTINCT person_id FROM study_intervals WHERE moves > 0 AND verdict = 'counted'")
    ).all()
    assert len(talks) == 2
    assert len(tabs) == 4
    start = db.session.scalar(text("SELECT min(started_at) FROM study_intervals")) and clock.Week(2026, 10).starts_at(
        clock.SHANGHAI
    )
    for person in tabs:
        assert Pattern.AT_ONCE in {hint.pattern for hint in hints_between(person, 1, start, NOW, clock.SHANGHAI)}


def test_closed_weeks_were_doubted_within_their_period(past):
    rows = db.session.execute(
        select(Objection.week, ObjectionAnswer.is_upheld).outerjoin(
            ObjectionAnswer, (ObjectionAnswer.objection_id == Objection.id) & ObjectionAnswer.is_final
        )
    ).all()
    assert {week for week, _ in rows} == {f"2026-W{number}" for number in (10, 11, 12, 13)}
    assert [week for week, upheld in rows if upheld is None] == ["2026-W13", "2026-W13"]


@pytest.mark.parametrize("account", LEARNERS)
def test_a_resource_of_each_learner_waits_for_their_word(past, account):
    mine = select(Recommendation).where(Recommendation.person_id == find_by_account(account).id)
    asked = db.session.scalars(
        mine.where(Recommendation.kind == "resource", Recommendation.consented_at.is_(None))
    ).all()
    assert len(asked) >= 1
    assert all(one.withdrawn_at is None for one in asked)
    assert "recommended" in told(account)


def test_works_of_the_learner_are_on_their_way_to_the_home_page(past):
    mine = Recommendation.person_id == find_by_account("learner").id
    shown = select(Recommendation.id).join(Pick).join(Showing, Showing.recommendation_id == Recommendation.id)
    assert db.session.scalars(shown.where(mine)).all()
    waiting = select(Recommendation.kind).where(mine, Recommendation.consented_at.is_(None))
    assert sorted(db.session.scalars(waiting)) == ["resource", "submission"]
    assert {"recommended", "picked", "shown"} <= told("learner")


def test_tutors_have_phrases_and_something_to_see_in_the_mirror(past):
    for account in TUTORS:
        tutor = find_by_account(account)
        assert len(phrases_of(tutor.id)) == 5
        assert repeats_in(given_by(tutor))


def test_the_learners_draft_has_versions_that_go_on_from_each_other(past):
    learner = find_by_account("learner")
    texts = db.session.scalars(select(Draft.text).where(Draft.person_id == learner.id).order_by(Draft.id)).all()
    assert len(texts) == 4
    assert all(after.startswith(before) and after != before for before, after in pairwise(texts))


def test_what_is_older_than_some_days_has_been_read(past):
    acts = ("mentioned", "reported", "contested", "doubted", "opinion_on_yours", "stretch_contested")
    for account in (*LEARNERS, *TUTORS, "team"):
        mine = select(func.count()).where(Notice.person_id == find_by_account(account).id, Notice.read_at.is_(None))
        assert db.session.scalar(mine) > 0
        assert db.session.scalar(mine.where(Notice.kind.in_(acts), Notice.told_at < NOW - timedelta(days=6))) == 0
    late = select(func.count()).where(Notice.read_at < Notice.told_at)
    assert db.session.scalar(late) == 0


def test_those_who_lagged_were_spoken_to_and_some_came_back(past):
    ways = select(Contact.channel, func.count()).group_by(Contact.channel)
    assert set(dict(db.session.execute(ways).all())) == {"phone", "notice", "group", "message", "face"}
    kinds = dict(db.session.execute(select(Contact.kind, func.count()).group_by(Contact.kind)).all())
    assert min(kinds["chase"], kinds["praise"]) > 20
    idle, back = db.session.execute(
        select(func.count(), func.count(ContactReturn.came_back_at)).where(ContactReturn.was_idle)
    ).one()
    assert 0 < back < idle
    assert db.session.scalar(select(func.count()).where(ContactReturn.promise_met_on.is_not(None))) > 0
    assert db.session.scalar(select(func.count()).where(Contact.made_at > NOW)) == 0
    told = select(func.count()).where(Notice.kind.in_(("reminded", "praised")))
    assert db.session.scalar(told) > 5
    room = db.session.scalar(
        text("SELECT classroom_id FROM staff_assignments WHERE person_id = :one").bindparams(
            one=find_by_account("classadmin").id
        )
    )
    lines = select(func.count(), func.count(Reminder.sent_at)).join(
        ReminderRound, ReminderRound.id == Reminder.round_id
    )
    calls = db.session.execute(lines.where(ReminderRound.classroom_id == room, ReminderRound.channel == "phone")).one()
    assert calls[1] == 2 < calls[0], "a call list that is being worked through"


def test_the_clock_stands_only_for_as_long_as_it_is_told_to():
    moment = clock.Week(2009, 23).starts_at(clock.SHANGHAI)
    with pytest.raises(KeyboardInterrupt), clock.standing_at(moment):
        assert clock.now() == moment
        raise KeyboardInterrupt
    assert clock.now() > moment
