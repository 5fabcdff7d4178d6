"""After any history of working, grading, hiding, moving and leaving, each level is the sum of the one below it."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import given as whatever
from hypothesis import strategies as some
from sqlalchemy import func, select

from app.assignments.models import Submission
from app.classrooms.operations import leave, transfer
from app.classrooms.queries import find_enrolment
from app.discussions.models import Post
from app.discussions.operations import hide_post, open_boards, start_thread
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Refused
from app.foundation.jobs import run_due
from app.foundation.transactions import transaction
from app.journals.models import Journal
from app.people.queries import get_place
from app.statistics.calendar import period_of
from app.statistics.figures import COUNTS, STATES, Figures, total
from app.statistics.jobs import COUNT_DAYS
from app.statistics.operations import mend_days
from app.statistics.queries import PartKind, calendar_of, find_moment, members_of, parts_of
from app.study.models import StudyDay
from tests.support.given import BEGINNING

LEARNERS = ("learner", "classmate", "learner2", "far_learner")
ACTS = ("hand_in", "write", "talk", "post", "study", "move", "hide", "leave")
HISTORIES = some.lists(
    some.tuples(some.sampled_from(ACTS), some.sampled_from(LEARNERS), some.integers(0, 2)), max_size=14
)


class Somebody:
    """A learner who may have moved meanwhile, acting one thing after the other."""

    def __init__(self, given, who):
        self.given, self.person, self.stays = given, getattr(given, who), who == "learner"
        self.rooms = [given.classroom, given.classroom2, given.far_classroom]

    def act(self, act, number):
        held = find_enrolment(self.person.id, self.given.training.id)
        if held is not None:
            self.home = next(room for room in self.rooms if room.id == held.classroom_id)
            getattr(self, act)(number)

    def hand_in(self, number):
        topic = [self.given.topic, self.given.topic2, self.given.topic3][number]
        words = f"{clock.now()}，把作业本发下去的那一刻，全班都安静下来。"
        self.given.a_submission(by=self.person, topic=topic, text=words)

    def write(self, number):
        self.given.a_journal(by=self.person, publish=number > 0)

    def talk(self, _number):
        self.given.a_thread(by=self.person, classroom=self.home)

    def post(self, _number):
        start_thread(self.person.id, "夜里家访", "走了四里路。", board_id=open_boards(self.given.training.id)[-1].id)

    def study(self, number):
        training = self.given.training
        seat = {"person_id": self.person.id, "training_id": training.id, "classroom_id": self.home.id}
        with transaction() as session:
            session.merge(StudyDay(**seat, day=training.day_of(clock.now()), seconds=1000 + 37 * number))

    def move(self, number):
        if self.rooms[number].id != self.home.id:
            transfer(self.person.id, self.home.id, self.rooms[number].id)

    def hide(self, _number):
        shown = select(Post.id).where(Post.author_id == self.person.id, Post.hidden_at.is_(None))
        post = db.session.scalars(shown).first()
        if post:
            hide_post(post, self.person.id)

    def leave(self, number):
        if number == 2 and not self.stays:
            leave(self.person.id, self.home.id)


def levels(given, place, period, moment):
    """Every place's figures beside the sum of its parts, down to the people of each class."""
    parts, rooms = parts_of(given.training, get_place(place), period, moment)
    for part in parts:
        if part.kind is PartKind.PLACE:
            yield part.figures, total(levels_below(given, part.code, period, moment))
            yield from levels(given, part.code, period, moment)
        elif part.kind is PartKind.CLASSROOM:
            room = next(room for room in rooms if room.code == part.code)
            yield part.figures, total(member.figures for member in members_of(room.id, period, is_newest=True))


def levels_below(given, place, period, moment):
    return [part.figures for part in parts_of(given.training, get_place(place), period, moment)[0]]


def plain(figures):
    return [getattr(figures, name) for name in (*COUNTS, *STATES)]


@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
@whatever(history=HISTORIES)
def test_sums_agree_from_the_learner_to_the_province(app, given, history):
    clock.travel_to(max(clock.now() + timedelta(days=1), BEGINNING + timedelta(days=17)))
    with app.app_context():
        for step, (act, who, number) in enumerate(history):
            clock.travel_to(clock.now() + timedelta(hours=1 + step % 3))
            try:
                Somebody(given, who).act(act, number)
            except Refused:
                db.session.rollback()
        run_due([COUNT_DAYS], clock.now())
        mend_days(clock.now())
        calendar = calendar_of(given.training)
        period = period_of(calendar, given.training.day_of(clock.now()), None)
        moment = find_moment(given.training.id, period)
        for whole, below in levels(given, "43", period, moment):
            assert plain(whole) == plain(below)
        province = total(levels_below(given, "43", period, moment))
        assert as_counted_by_hand(given) == {
            "assignments": province.assignments, "journals": province.journals, "posts": province.salon_posts + province.forum_posts,
            "minutes": province.study_minutes, "learners": province.learners,
        }  # fmt: skip


def as_counted_by_hand(given):
    """The same totals straight from what people did."""
    learners = [find_enrolment(getattr(given, who).id, given.training.id) for who in (*LEARNERS, "disabled")]
    seconds = db.session.execute(select(func.sum(StudyDay.seconds)).group_by(StudyDay.person_id)).scalars()
    return {
        "assignments": db.session.scalar(select(func.count()).where(Submission.state != "taken_back")),
        "journals": db.session.scalar(select(func.count()).where(Journal.published_at.is_not(None))),
        "posts": db.session.scalar(select(func.count()).where(Post.hidden_at.is_(None))),
        "minutes": sum(int(total_of_one) // 60 for total_of_one in seconds),
        "learners": sum(held is not None for held in learners),
    }


def test_what_was_done_stays_with_the_class_of_that_time(app, given):
    with app.app_context():
        given.a_journal(by=given.learner)
        clock.travel_to(clock.now() + timedelta(hours=1))
        transfer(given.learner.id, given.classroom.id, given.far_classroom.id)
        given.a_journal(by=given.learner, title="新班第一天")
        clock.travel_to(clock.now() + timedelta(days=1))
        run_due([COUNT_DAYS], clock.now())
        period = period_of(calendar_of(given.training), given.training.day_of(clock.now()), None)
        before, after = (
            {member.id: member for member in members_of(room.id, period, is_newest=True)}[given.learner.id]
            for room in (given.classroom, given.far_classroom)
        )
        assert (before.part, before.figures) == ("gone", Figures(journals=1))
        assert (after.part, after.figures.journals, after.figures.learners) == ("learner", 1, 1)
