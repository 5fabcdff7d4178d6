"""The same week counted once more, slowly, from whole tables, in fractions, by other means than the application's."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import floor
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.assignments.models import Submission, SubmissionVersion
from app.bulletins.models import Bulletin, BulletinVersion
from app.classrooms.models import Enrolment, StaffAssignment, Training
from app.discussions.models import Post, PostRevision, Thread
from app.foundation.database import db
from app.grading.models import Grade
from app.journals.models import Journal
from app.recommendations.models import Pick, Recommendation
from app.reminders.models import Contact
from app.study.models import StudyDay, StudyInterval
from tests.rankings.said import Said, bare
from tests.rankings.welcomed import Welcomed

DAY = timedelta(days=1)
LATE = datetime(9999, 1, 1, tzinfo=UTC)
FULL = {"submission": 3000, "journal": 2000, "thread": 2000, "post": 1000}
PRAISE = {
    ("submission", "优"): 6000, ("submission", "良"): 4000, ("submission", "合格"): 2000,
    ("journal", "优"): 6000, ("journal", "良"): 4000, ("journal", "合格"): 2000,
    ("post", "优"): 4000, ("post", "良"): 2000,
}  # fmt: skip


class Oracle:
    """What the boards of one week must say, by the house's points table with limits of its own."""

    def __init__(
        self, training_id: int, monday: date, as_of: datetime, earlier_stars: set[int], limits: dict, said: Said
    ) -> None:
        self.said = said  # what is known to say the same
        self.limits = limits  # how much of what counts on one day
        self.training = db.session.get(Training, training_id)
        self.zone = ZoneInfo(self.training.time_zone)
        self.monday, self.as_of, self.earlier_stars = monday, as_of, earlier_stars
        self.start, self.end = self.midnight(monday), self.midnight(monday + 7 * DAY)
        self.now = min(as_of, self.end)
        self.rows = {kind: self.all(kind) for kind in (StudyDay, Submission, Journal, Post, Grade, Enrolment)}
        self.threads = {thread.id: thread for thread in db.session.scalars(select(Thread))}
        self.versions = list(db.session.scalars(select(SubmissionVersion)))
        self.welcomed = Welcomed(self, limits["shared"])
        self.resources = self.welcomed.resources
        self.learners = {
            e.person_id: e.classroom_id
            for e in self.rows[Enrolment]
            if e.since < self.now and (e.until or LATE) >= self.now
        }

    def all(self, kind):
        return list(db.session.scalars(select(kind).where(kind.training_id == self.training.id)))

    def midnight(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=self.zone).astimezone(UTC)

    def local(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def end_of_week(self, instant: datetime) -> datetime:
        day = self.local(instant)
        return self.midnight(day - day.weekday() * DAY + 7 * DAY)

    def stood(self, since: datetime, gone: datetime | None) -> bool:
        """Whether something begun at `since` was still there when its week was counted."""
        counted_at = self.as_of if since >= self.start else self.end_of_week(since)
        return gone is None or gone >= counted_at

    def gone(self, post: Post) -> datetime | None:
        return post.hidden_at or self.threads[post.thread_id].hidden_at

    def deeds(self, person: int) -> list[tuple[datetime, str, int, int | None, bool]]:
        """Everything written by a person this week: instant, kind, number, class, whether it is worth points."""
        written = self.submissions(person) + [
            (j.published_at, "journal", j.id, j.classroom_id, None, j.text)
            for j in self.rows[Journal]
            if j.person_id == person and j.published_at
        ]
        written += [
            (p.written_at, "post", p.id, p.classroom_id, self.gone(p), self.wording(p))
            for p in self.rows[Post]
            if p.author_id == person
        ]
        deeds = []
        for at, kind, number, room, gone, text in written:
            if at >= self.now or (gone is not None and gone < self.as_of):
                continue
            is_repeat = any(
                other_kind == kind
                and (kind, number, other) in self.said.pairs
                and (before, other) < (at, number)
                and self.stood(before, other_gone)
                for before, other_kind, other, _, other_gone, _ in written
            )
            name = "thread" if kind == "post" and self.opens(number) else kind
            is_long = kind == "submission" or self.length(kind, number, text) >= 20
            deeds.append((at, name, number, room, is_long and not is_repeat))
        return deeds

    def submissions(self, person: int) -> list[tuple]:
        """The first version of each submission that stood when its week was counted."""
        found = []
        for work in self.rows[Submission]:
            if work.person_id == person:
                mine = sorted((v for v in self.versions if v.submission_id == work.id), key=lambda v: v.number)
                first = next(
                    (v for v in mine if v.handed_in_at < self.now and self.stood(v.handed_in_at, v.taken_back_at)), None
                )
                if first:
                    found.append((first.handed_in_at, "submission", work.id, work.classroom_id, None, first.text))
        return found

    def wording(self, post: Post) -> str:
        """What a post said at the week's end."""
        later = select(PostRevision).where(PostRevision.post_id == post.id, PostRevision.replaced_at >= self.now)
        replaced = db.session.scalars(later.order_by(PostRevision.replaced_at, PostRevision.number)).first()
        return replaced.text if replaced else post.text

    def length(self, kind: str, number: int, text: str) -> int:
        """Characters of a text, or its letters alone where they are known."""
        known = self.said.letters(kind, number, self.now)
        is_edited_since = kind == "post" and next(p.text for p in self.rows[Post] if p.id == number) != text
        known = len(bare(text)) if is_edited_since else known
        return min([len("".join(text.split())), *([known] if known is not None else [])])

    def opens(self, post_id: int) -> bool:
        return next(post.number == 1 for post in self.rows[Post] if post.id == post_id)

    def week_of(self, person: int) -> tuple[int, int, datetime | None, Counter, Counter]:
        """Points, quality, the last instant that counted, points by class, quality by class."""
        by_room, quality_by_room, last = Counter(), Counter(), []
        deeds = self.deeds(person)
        for day in (self.monday + n * DAY for n in range(7)):
            earned, number = 0, Counter()
            for at, kind, _number, room, is_worth in sorted(d for d in deeds if self.local(d[0]) == day):
                group = "talk" if kind in ("thread", "post") else kind
                number[group] += is_worth
                if is_worth and number[group] <= self.limits[group]:
                    given = min(FULL[kind], self.limits["points"] - earned)
                    earned += given
                    by_room[room] += given
                    last += [at] if given else []
            read = 0
            for row in sorted(
                (s for s in self.rows[StudyDay] if s.person_id == person and s.day == day), key=lambda s: s.classroom_id
            ):
                full = floor(Fraction(min(read + row.seconds, 7200) * 1000, 1200)) - floor(
                    Fraction(min(read, 7200) * 1000, 1200)
                )
                read += row.seconds
                given = min(full, self.limits["points"] - earned)
                earned += given
                by_room[row.classroom_id] += given
                last += [self.midnight(day + DAY)] if given else []
        for room, at, points in [*self.grades_of(person), *self.picks_of(person)]:
            by_room[room] += points
            quality_by_room[room] += points
            last += [at] if points else []
        for room, at, points in self.welcomed.of(person):
            by_room[room] += points
            last += [at] if points else []
        return sum(by_room.values()), sum(quality_by_room.values()), max(last, default=None), by_room, quality_by_room

    def grades_of(self, person: int):
        """Class, instant and points of each work whose first grade came in this week."""
        for grade in self.rows[Grade]:
            counts = self.start <= grade.first_graded_at < self.now and grade.graded_at < self.as_of
            if grade.person_id != person or not counts or (grade.superseded_at and grade.superseded_at < self.as_of):
                continue
            post = next((p for p in self.rows[Post] if grade.kind == "post" and p.id == grade.work_id), None)
            if post is not None and self.gone(post) is not None and self.gone(post) < self.as_of:
                continue
            yield grade.classroom_id, grade.first_graded_at, PRAISE.get((grade.kind, grade.grade), 0)

    def picks_of(self, person: int):
        """Class, instant and points of each work that was picked first in this week and stands picked."""
        for pick, work in self.picks():
            points = self.limits.get(f"picked {work.kind}", 0)
            if work.person_id == person and points:
                yield work.classroom_id, pick.picked_at, points

    def picks(self):
        """Each pick of this week that stands, of a work that nobody had picked before it."""
        first = {}
        rows = db.session.execute(select(Pick, Recommendation).join(Recommendation)).all()
        for pick, work in sorted(rows, key=lambda row: row[0].picked_at):
            first.setdefault((work.kind, work.work_id), pick.picked_at)
        for pick, work in rows:
            is_first = self.start <= first[work.kind, work.work_id] and self.start <= pick.picked_at < self.now
            post = next(
                (p for p in self.rows[Post] if work.kind == "thread" and (p.thread_id, p.number) == (work.work_id, 1)),
                None,
            )
            is_gone = post is not None and (self.gone(post) or LATE) < self.as_of
            if work.kind == "resource":
                is_gone = (self.resources[work.work_id].withdrawn_at or LATE) < self.as_of
            if work.kind == "bulletin":
                is_gone = (db.session.get_one(Bulletin, work.work_id).hidden_at or LATE) < self.as_of
            if is_first and (pick.withdrawn_at or LATE) >= self.as_of and not is_gone:
                yield pick, work

    def boards(self) -> dict[str, list[tuple]]:
        """For each board: (place, subject, points, quality, is winner), in order."""
        weeks = {person: self.week_of(person) for person in self.learners}
        learners = self.placed({p: (w[0], w[1], w[2]) for p, w in weeks.items()})
        stars, rooms = set(), set()
        for _place, person, points, _quality in learners:
            room = self.learners[person]
            if len(stars) < 10 and points and person not in self.earlier_stars and room not in rooms:
                stars.add(person)
                rooms.add(room)
        classes = self.placed(self.classes(weeks))
        return {
            "learners": [(*row, row[1] in stars) for row in learners],
            "classrooms": [(*row, n < 10 and row[2] > 0) for n, row in enumerate(classes)],
            "tutors": self.tutors(),
            "administrators": self.administrators(weeks),
        }

    def classes(self, weeks: dict) -> dict[int, tuple]:
        heads = Counter(self.learners.values())
        active = Counter(self.learners[p] for p, w in weeks.items() if w[0])
        points, quality = Counter(), Counter()
        for week in weeks.values():
            points.update({room: n for room, n in week[3].items() if room in heads})
            quality.update({room: n for room, n in week[4].items() if room in heads})
        mean = Fraction(sum(points.values()), sum(heads.values()))
        part = Fraction(sum(active.values()) * 1000, sum(heads.values()))
        found = {}
        for room, number in heads.items():
            head = floor((points[room] + 10 * mean) / (number + 10))
            share = floor((active[room] * 1000 + 10 * part) / (number + 10))
            reached = max((w[2] for p, w in weeks.items() if self.learners[p] == room and w[2]), default=None)
            found[room] = (head * (1000 + share) // 2000, quality[room] // number, reached)
        return found

    def tutors(self) -> list[tuple]:
        scores = {}
        for staff in self.staff("tutor"):
            mine = [
                g for g in self.rows[Grade]
                if g.grader_id == staff.person_id and g.graded_at == g.first_graded_at and self.start <= g.graded_at < self.now
            ]  # fmt: skip
            ever = list(db.session.scalars(select(Grade).where(Grade.grader_id == staff.person_id)))
            own = sum(
                not any(
                    e.comment_digest == g.comment_digest and (e.graded_at, e.id) < (g.graded_at, g.id) for e in ever
                )
                for g in mine
            )
            due, done = self.due(staff.classroom_id)
            share = Fraction(done, due) if due else Fraction(bool(mine))
            waits = sorted(int((g.graded_at - g.handed_in_at).total_seconds()) for g in mine)
            middle = waits[(len(waits) - 1) // 2] if waits else 96 * 3600
            swift = min(max(Fraction(96 * 3600 - middle, 72 * 3600), Fraction(0)), Fraction(1))
            parts = (
                40000 * share,
                20000 * swift,
                Fraction(20000 * own, len(mine)) if mine else 0,
                Fraction(20000 * min(len(mine), 40), 40),
            )
            scores[staff.person_id] = (sum(map(floor, parts)), floor(parts[2]), None, len(mine))
        placed = self.placed({p: s[:3] for p, s in scores.items()})
        best = [row[1] for row in placed if scores[row[1]][3] and row[2]][:10]
        return [(*row, row[1] in best) for row in placed]

    def due(self, room: int) -> tuple[int, int]:
        laid = [
            ("submission", s.id) for s in self.rows[Submission]
            if s.classroom_id == room and s.state != "taken_back" and self.is_due(s.first_handed_in_at)
        ]  # fmt: skip
        laid += [
            ("journal", j.id) for j in self.rows[Journal] if j.classroom_id == room and self.is_due(j.published_at)
        ]
        graded = {
            (g.kind, g.work_id) for g in self.rows[Grade] if g.first_graded_at < self.now and g.superseded_at is None
        }
        return len(laid), len(set(laid) & graded)

    def is_due(self, instant: datetime) -> bool:
        return self.start - 3 * DAY <= instant < self.now - 3 * DAY

    def administrators(self, weeks: dict) -> list[tuple]:
        today = min(self.monday + 6 * DAY, self.local(self.as_of))
        scores = {}
        for staff in self.staff("class_administrator"):
            mine = [p for p, room in self.learners.items() if room == staff.classroom_id]
            back = silent = 0
            for person in mine:
                came, is_silent = self.silence(person, today)
                back, silent = back + came, silent + is_silent
            active = sum(bool(weeks[p][0]) for p in mine)
            posts = sum(
                deed[4] and self.salon_of(deed[2]) == staff.classroom_id
                for deed in self.deeds(staff.person_id)
                if deed[1] in ("thread", "post") and deed[0] >= self.start
            )
            brought = self.brought_by(staff.person_id, staff.classroom_id)
            shares = (
                35000 * active // len(mine) if mine else 0,
                (20000 * back // (back + silent) if back + silent else 20000) if mine else 0,
                20000 * min(posts, 10) // 10,
                (10000 * brought // (brought + silent) if brought + silent else 10000) if mine else 0,
                15000 * self.has_bulletin(staff.classroom_id),
                6000
                * len(
                    {w.work_id for _, w in self.picks() if (w.kind, w.classroom_id) == ("bulletin", staff.classroom_id)}
                ),
            )
            scores[staff.person_id] = (sum(shares), shares[1], None)
        placed = self.placed(scores)
        best = [row[1] for row in placed if row[2]][:10]
        return [(*row, row[1] in best) for row in placed]

    def has_bulletin(self, room: int) -> bool:
        """Whether one came out this week that says enough when the week ends and has not gone."""
        for bulletin in self.all(Bulletin):
            of_this_week = bulletin.classroom_id == room and self.start <= bulletin.published_at < self.now
            if not of_this_week or (bulletin.hidden_at or LATE) < self.as_of:
                continue
            versions = select(BulletinVersion).where(BulletinVersion.bulletin_id == bulletin.id)
            said = [v for v in db.session.scalars(versions) if v.published_at < self.now]
            newest = max(said, key=lambda version: version.number)
            words = sum(len(bare(str(one.get(name, "")))) for one in newest.blocks for name in ("text", "note"))
            if words >= 50:
                return True
        return False

    def brought_by(self, staff: int, room: int) -> int:
        """Learners idle for five days who were active within three after this person's word, the last of all words."""
        everything = [
            c for c in self.all(Contact) if c.kind == "chase" and c.outcome not in ("no_answer", "wrong_number")
        ]
        back = set()
        for contact in everything:
            if (contact.by_id, contact.classroom_id) != (staff, room) or contact.made_at >= self.now:
                continue
            signs = [sign for sign in self.signs(contact.person_id) if sign < self.now]
            before = [sign for sign in signs if contact.made_at - 5 * DAY <= sign <= contact.made_at]
            after = min((sign for sign in signs if contact.made_at < sign <= contact.made_at + 3 * DAY), default=None)
            later = [
                c for c in everything
                if c.person_id == contact.person_id and (c.made_at, c.id) > (contact.made_at, contact.id)
                and after is not None and c.made_at <= after
            ]  # fmt: skip
            if after is not None and after >= self.start and not before and not later:
                back.add(contact.person_id)
        return len(back)

    def signs(self, person: int) -> list[datetime]:
        intervals = db.session.scalars(select(StudyInterval).where(StudyInterval.person_id == person))
        found = [i.started_at for i in intervals if i.verdict == "counted" and i.training_id == self.training.id]
        found += [w.first_handed_in_at for w in self.rows[Submission] if w.person_id == person]
        found += [j.published_at for j in self.rows[Journal] if j.person_id == person and j.published_at]
        return found + [p.written_at for p in self.rows[Post] if p.author_id == person]

    def salon_of(self, post_id: int) -> int | None:
        return next(self.threads[p.thread_id].classroom_id for p in self.rows[Post] if p.id == post_id)

    def silence(self, person: int, today: date) -> tuple[bool, bool]:
        since = next(
            e.since for e in self.rows[Enrolment] if e.person_id == person and e.since < self.now <= (e.until or LATE)
        )
        joined = max(self.local(since), self.training.starts_on)
        days = {s.day for s in self.rows[StudyDay] if s.person_id == person and s.seconds}
        days |= {self.local(deed[0]) for deed in self.deeds(person)}

        def quiet_before(day: date) -> bool:
            return joined <= day - 3 * DAY and not {day - DAY, day - 2 * DAY, day - 3 * DAY} & days

        week = [self.monday + n * DAY for n in range(7) if self.monday + n * DAY <= today]
        came = any(day in days and quiet_before(day) for day in week)
        return came, not came and quiet_before(today + DAY)

    def staff(self, role: str) -> list[StaffAssignment]:
        rooms = {e.classroom_id for e in self.rows[Enrolment]}
        held = db.session.scalars(select(StaffAssignment).where(StaffAssignment.role == role))
        return [s for s in held if s.classroom_id in rooms]

    @staticmethod
    def placed(scores: dict[int, tuple]) -> list[tuple]:
        """(place, subject, points, quality); the place is one more than the number of those who are better."""
        merits = {subject: (-s[0], -s[1], s[2] or LATE) for subject, s in scores.items()}
        rows = [
            (1 + sum(m < mine for m in merits.values()), subject, -mine[0], -mine[1])
            for subject, mine in merits.items()
        ]
        return sorted(rows)
