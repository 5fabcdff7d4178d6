"""A small training of its own for each story, written row by row at any instant, so that histories can be invented."""

from datetime import UTC, date, datetime, timedelta
from hashlib import md5
from itertools import count
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from app.assignments.models import Submission, SubmissionVersion
from app.bulletins.blocks import block, numbered
from app.bulletins.models import Bulletin, BulletinVersion
from app.classrooms.models import Classroom, Enrolment, StaffAssignment, Training
from app.contests.operations import answer_contest, contest_stretch
from app.courses.models import Topic
from app.discussions.models import Post, PostRevision, Thread
from app.foundation.database import db
from app.foundation.markup import characters
from app.foundation.transactions import transaction
from app.grading.models import Grade
from app.journals.models import Journal
from app.likeness.operations import mark_texts
from app.opinions.operations import ask_second_opinion, give_second_opinion
from app.people.models import Person
from app.recommendations.models import Pick, Recommendation
from app.reminders.models import Contact
from app.resources.models import Resource
from app.study.ledger import Verdict
from app.study.models import StudyDay, StudyInterval

SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = date(2026, 3, 2)  # 2026-W10
ASSIGNMENTS = [
    "收上来的纸条里，最长的写到了十一点，我把它们按时间排成一排。",
    "家长会那天我只讲了三件小事，讲完就请大家看孩子们的画。",
    "操场边的那棵樟树下，他第一次把打架的原因从头到尾说了一遍。",
    "班规是孩子们自己投票定的，第一条写着：先听别人把话说完。",
]
TEXT = "我先请他坐下，倒一杯水，等他自己开口，然后再说作业的事。"
LADDER = [["优", 90], ["良", 75], ["合格", 60], ["不合格", 0]]
DAY = 86_400
WORKS = {"submission": Submission, "journal": Journal, "resource": Resource, "bulletin": Bulletin}
_numbers = count(1)


class Stage:
    """Learners `people[0..]` spread over `rooms`, one tutor and one administrator for each room."""

    def __init__(self, learners: int = 6, rooms: int = 3, starts_on: date = MONDAY, weeks: int = 3) -> None:
        number = next(_numbers)
        ends_on = starts_on + timedelta(days=7 * weeks - 1)
        with transaction() as session:
            training = Training(
                code=f"stage-{number}", name="试验班", place_code="43", starts_on=starts_on, ends_on=ends_on,
                late_until=ends_on, time_zone="Asia/Shanghai", scheme={}, grade_ladder=LADDER,
            )  # fmt: skip
            session.add(training)
            session.flush()
            self.training, self.code = training.id, training.code
            self.rooms = self._add(
                Classroom(training_id=training.id, code=f"s{number}-{n}", name=f"{n}班", place_code="430102001")
                for n in range(rooms)
            )
            self.people = self._cast(f"l{number}", learners)
            self.tutors = self._cast(f"t{number}", rooms)
            self.administrators = self._cast(f"a{number}", rooms)
            since = self.at(-24)
            for n, person in enumerate(self.people):
                self._enrol(person, self.rooms[n % rooms], since)
            for n, room in enumerate(self.rooms):
                for person, role in ((self.tutors[n], "tutor"), (self.administrators[n], "class_administrator")):
                    session.add(StaffAssignment(classroom_id=room, person_id=person, role=role, since=since))
        self.topics = list(db.session.scalars(select(Topic.id).order_by(Topic.id)))

    @classmethod
    def of(cls, training_id: int) -> "Stage":
        """A stage on a training that is there already."""
        stage = object.__new__(cls)
        stage.training = training_id
        stage.rooms = list(
            db.session.scalars(
                select(Classroom.id).where(Classroom.training_id == training_id).order_by(Classroom.code)
            )
        )
        tutors = select(StaffAssignment.person_id).where(StaffAssignment.role == "tutor")
        stage.topics = list(db.session.scalars(select(Topic.id).order_by(Topic.id)))
        stage.tutors = [db.session.scalar(tutors.where(StaffAssignment.classroom_id == room)) for room in stage.rooms]
        return stage

    def crowd(self, number: int) -> None:
        """Many more learners in the first class, each with a post."""
        since = self.at(0)
        with transaction():
            people = self._cast(f"crowd-{self.training}", number)
            for person in people:
                self._enrol(person, self.rooms[0], since)
        for hour, person in enumerate(people):
            self.post(person, since + timedelta(hours=hour))

    def at(self, hours: float) -> datetime:
        """So many hours after the training's first midnight in Shanghai."""
        first = db.session.get(Training, self.training).starts_on
        return datetime(first.year, first.month, first.day, tzinfo=SHANGHAI).astimezone(UTC) + timedelta(hours=hours)

    def room_of(self, person: int) -> int:
        open_ones = select(Enrolment.classroom_id).where(Enrolment.person_id == person, Enrolment.until.is_(None))
        return db.session.scalar(open_ones.where(Enrolment.training_id == self.training))

    def study(self, person: int, day: date, seconds: int) -> None:
        """Read for so long, right after what was read on the day before: a line of the ledger, and the day's sum."""
        key = (person, self.training, day, self.room_of(person))
        with transaction() as session:
            known = session.get(StudyDay, key)
            sums = select(func.sum(StudyDay.seconds)).where(StudyDay.person_id == person, StudyDay.day == day)
            before = int(session.scalar(sums) or 0)  # sums are decimals on PostgreSQL
            seconds = max(min(seconds, DAY - before), 0)
            session.add(self._stretch(person, day, before, seconds))
            if known:
                known.seconds += seconds
            else:
                names = ("person_id", "training_id", "day", "classroom_id")
                session.add(StudyDay(**dict(zip(names, key, strict=True)), seconds=seconds))

    def _stretch(self, person: int, day: date, before: int, seconds: int) -> StudyInterval:
        began = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC) + timedelta(seconds=before)
        return StudyInterval(
            person_id=person, training_id=self.training, classroom_id=self.room_of(person), topic_id=self.topics[0],
            section="case", visit=f"stage-{next(_numbers)}", sequence=1, started_at=began,
            ended_at=began + timedelta(seconds=seconds), verdict=str(Verdict.COUNTED), moves=9,
        )  # fmt: skip

    def contest(self, person: int, ended_at: datetime, seconds: int, *, accept: bool) -> None:
        """Contest a stretch of a past day, and have the class's tutor answer."""
        began = ended_at - timedelta(seconds=seconds)
        contest = contest_stretch(person, self.topics[0], "case", began, ended_at, "那一段我在读")
        tutor = self.tutors[self.rooms.index(contest.classroom_id)]
        answer_contest(contest.id, tutor, "看过了。", accept=accept)

    def ask_again(self, kind: str, work: int, judgement: int | str, comment: str) -> None:
        """Have the author ask for a second opinion, and a tutor of another class give it."""
        author = db.session.get_one(WORKS[kind], work).person_id
        opinion = ask_second_opinion(author, kind, work, "请再看看")
        give_second_opinion(opinion.tutor_id, opinion.id, judgement, comment)

    def hand_in(self, person: int, topic: int, at: datetime, text: str = "") -> int:
        """Hand in for a topic, for each in words of its own unless told."""
        text = text or ASSIGNMENTS[self.topics.index(topic) if topic in self.topics else 0]
        found = select(Submission).where(Submission.person_id == person, Submission.training_id == self.training)
        with transaction() as session:
            work = session.scalars(found.where(Submission.topic_id == topic)).first()
            if work is None:
                work = Submission(
                    person_id=person, training_id=self.training, classroom_id=self.room_of(person), topic_id=topic,
                    state="handed_in", version_number=0, first_handed_in_at=at, handed_in_at=at,
                )  # fmt: skip
                session.add(work)
                session.flush()
            work.version_number, work.handed_in_at, work.state = work.version_number + 1, at, "handed_in"
            session.add(
                SubmissionVersion(
                    submission_id=work.id,
                    number=work.version_number,
                    text=text,
                    html=text,
                    markup_version=1,
                    characters=characters(text),
                    handed_in_at=at,
                    is_late=False,
                )
            )
            return work.id

    def take_back(self, work: int, at: datetime) -> None:
        with transaction() as session:
            submission = session.get(Submission, work)
            if submission.state == "handed_in":
                submission.state = "taken_back"
                newest = SubmissionVersion.number == submission.version_number
                session.execute(
                    update(SubmissionVersion)
                    .where(SubmissionVersion.submission_id == work, newest)
                    .values(taken_back_at=at)
                )

    def publish(self, person: int, at: datetime, text: str = TEXT, title: str = "日志") -> int:
        journal = Journal(
            person_id=person, training_id=self.training, classroom_id=self.room_of(person), title=title, text=text,
            html=text, markup_version=1, characters=characters(text), written_at=at, published_at=at,
        )  # fmt: skip
        with transaction():
            return self._add([journal])[0]

    def post(self, person: int, at: datetime, text: str = TEXT, thread: int | None = None) -> int:
        """Start a thread in the person's salon, or reply in one."""
        with transaction() as session:
            if thread is None:
                room = self.room_of(person) or self.rooms[self.administrators.index(person)]
                started = Thread(
                    training_id=self.training, classroom_id=room, author_id=person, title="怎么办", started_at=at,
                    last_post_at=at,
                )  # fmt: skip
                thread = self._add([started])[0]
            home = session.get(Thread, thread)
            last = session.scalar(select(func.max(Post.number)).where(Post.thread_id == thread)) or 0
            post = Post(
                thread_id=thread, training_id=self.training, number=last + 1, author_id=person,
                classroom_id=self.room_of(person), is_salon=home.classroom_id is not None, text=text, html=text,
                markup_version=1, characters=characters(text), written_at=at,
            )  # fmt: skip
            return self._add([post])[0]

    def thread_of(self, post: int) -> int:
        return db.session.get(Post, post).thread_id

    def mark(self, at: datetime) -> None:
        """What the clock does every hour."""
        mark_texts(self.training, self.at(-24), at)

    def edit(self, post: int, text: str, at: datetime) -> None:
        with transaction() as session:
            row = session.get(Post, post)
            before = session.scalar(select(func.count()).where(PostRevision.post_id == post))
            session.add(PostRevision(post_id=post, number=before + 1, text=row.text, replaced_at=at))
            row.text, row.characters, row.edited_at = text, characters(text), at

    def hide(self, post: int, at: datetime | None) -> None:
        """Hide a post; None restores it."""
        with transaction() as session:
            session.get(Post, post).hidden_at = at

    def grade(self, kind: str, work: int, grade: str, at: datetime, comment: str = "写得具体") -> None:
        """Grade a work, or grade it again."""
        table = {"submission": Submission, "journal": Journal, "post": Post}[kind]
        with transaction() as session:
            row = session.get(table, work)
            before = session.scalars(
                select(Grade).where(Grade.kind == kind, Grade.work_id == work, Grade.superseded_at.is_(None))
            ).first()
            if before:
                before.superseded_at = at
                session.flush()
            person = row.author_id if kind == "post" else row.person_id
            room = row.classroom_id or self.rooms[0]
            handed_in = {"submission": "handed_in_at", "journal": "published_at", "post": "written_at"}[kind]
            session.add(
                Grade(
                    kind=kind,
                    work_id=work,
                    version_number=1,
                    training_id=self.training,
                    classroom_id=room,
                    person_id=person,
                    grader_id=self.tutors[self.rooms.index(room)],
                    grade=grade,
                    comment=comment,
                    comment_digest=md5(comment.encode()).hexdigest(),
                    handed_in_at=getattr(row, handed_in),
                    graded_at=at,
                    first_graded_at=before.first_graded_at if before else at,
                )
            )
            if kind == "submission":
                row.state = "graded"

    def pick(self, kind: str, work: int, at: datetime) -> None:
        """Have an expert pick a work, or take the pick back."""
        table, number = (Thread, self.thread_of(work)) if kind == "post" else (WORKS[kind], work)
        kind = "thread" if kind == "post" else kind
        with transaction() as session:
            same = (
                Recommendation.kind == kind,
                Recommendation.work_id == number,
                Recommendation.withdrawn_at.is_(None),
            )
            known = session.scalars(select(Recommendation).where(*same)).first()
            if known is not None:
                standing = (Pick.recommendation_id == known.id, Pick.withdrawn_at.is_(None))
                session.execute(update(Pick).where(*standing).values(withdrawn_at=at))
                known.withdrawn_at = at
                return
            row = session.get_one(table, number)
            person = row.author_id if kind in ("thread", "bulletin") else row.person_id
            room = self._class_of(kind, row, number)
            if room is None:
                return
            work_of = {"kind": kind, "work_id": number, "training_id": self.training, "classroom_id": room}
            found = Recommendation(
                **work_of, person_id=person, recommended_by_id=self.tutors[0], reason="好", recommended_at=at,
                consented_at=at,
            )  # fmt: skip
            session.add(found)
            session.flush()
            session.add(Pick(recommendation_id=found.id, picked_by_id=self.tutors[0], word="好", picked_at=at))

    def _class_of(self, kind: str, row, number: int) -> int | None:
        if kind != "thread":
            return row.classroom_id
        return db.session.scalar(select(Post.classroom_id).where(Post.thread_id == number, Post.number == 1))

    def bulletin(self, room: int, at: datetime, text: str) -> int:
        """Publish a bulletin of a class, about the week that is over."""
        author = self.administrators[self.rooms.index(room)]
        row = Bulletin(
            training_id=self.training, classroom_id=room, author_id=author, week="2026-W09", title="简报", text=text,
            html=text, markup_version=1, published_at=at, version_number=0,
        )  # fmt: skip
        with transaction():
            number = self._add([row])[0]
        self.bulletin_again(number, at, text)
        return number

    def bulletin_again(self, number: int, at: datetime, text: str) -> None:
        """Publish the next version of a bulletin."""
        with transaction() as session:
            row = session.get_one(Bulletin, number)
            row.version_number += 1
            blocks = numbered([block("text", text=text), block("figures")])
            version = BulletinVersion(
                bulletin_id=number, number=row.version_number, title="简报", blocks=blocks, people=[],
                published_by_id=row.author_id, published_at=at,
            )  # fmt: skip
            session.add(version)

    def hide_bulletin(self, number: int, at: datetime | None) -> None:
        """Take a bulletin back; None shows it again."""
        with transaction() as session:
            session.get_one(Bulletin, number).hidden_at = at

    def reach(self, by: int, person: int, at: datetime, outcome: str | None = None, kind: str = "chase") -> None:
        """Ring somebody of a class."""
        contact = Contact(
            training_id=self.training, classroom_id=self.room_of(person), person_id=person, by_id=by, kind=kind,
            channel="phone", outcome=outcome, words="", note="", wanted={}, made_at=at,
        )  # fmt: skip
        with transaction():
            self._add([contact])

    def move(self, person: int, room: int, at: datetime) -> None:
        with transaction() as session:
            held = session.scalars(
                select(Enrolment).where(
                    Enrolment.person_id == person, Enrolment.training_id == self.training, Enrolment.until.is_(None)
                )
            ).one()
            if held.classroom_id != room and held.since < at:
                held.until = at
                session.flush()
                self._enrol(person, room, at)

    def leave(self, person: int, at: datetime) -> None:
        mine = Enrolment.person_id == person, Enrolment.training_id == self.training, Enrolment.until.is_(None)
        with transaction() as session:
            session.execute(update(Enrolment).where(*mine, Enrolment.since < at).values(until=at))

    def _enrol(self, person: int, room: int, since: datetime) -> None:
        db.session.add(Enrolment(person_id=person, training_id=self.training, classroom_id=room, since=since))

    def _cast(self, prefix: str, number: int) -> list[int]:
        names = (f"{prefix}-{n}" for n in range(number))
        return self._add(
            Person(account=name, name=name, sort_name=name, created_at=datetime.now(UTC)) for name in names
        )

    @staticmethod
    def _add(rows) -> list[int]:
        listed = list(rows)
        for row in listed:
            db.session.add(row)
            db.session.flush()
        return [row.id for row in listed]
