"""A class on a morning: each learner with what is lacking, how much it presses, what was said and promised."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from app.classrooms.models import Classroom, Enrolment, Training
from app.discussions.models import Post, Thread
from app.foundation.database import BigId, Instant
from app.foundation.reading import Question
from app.mail.models import Mailbox
from app.people.models import Person, School
from app.progress.queries import module_ids
from app.progress.requirements import Requirement
from app.reminders.models import Contact, ContactReturn, LetterRefusal, Reminder
from app.reminders.pace import Risk, Span, behind_since, is_missing_something, lacking, outlook, targets
from app.reminders.praising import Deeds, Merit, merits
from app.reminders.promises import Promise, promise_state
from app.reminders.queries.rules import rules_of
from app.reminders.queries.strides import Course, Seen, course_of, nothing_done, strides_in_classroom
from app.reminders.recipients import SENT_BY_THE_HOUSE, Kind, Rules
from app.roster.models import PersonalRecord, PersonMerge
from app.roster.queries.classes import masked
from app.roster.sealing import HIDDEN

BY = aliased(Person)
LATELY = timedelta(days=7)


class Said(NamedTuple):
    """A contact in short."""

    person_id: int
    kind: str
    channel: str
    outcome: str | None
    note: str
    wanted: dict[str, int]
    promised_on: date | None
    made_at: datetime
    by: str
    met_on: date | None


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner of the list; `contacts` are the newest first, `phone` is masked as on the roster."""

    id: int
    name: str
    school: str
    phone: str | None
    phone_sealed: str | None
    is_active: bool
    has_address: bool
    asked: Sequence[Requirement]
    risk: Risk
    strain: Fraction
    short: list[tuple[str, int]]
    since: date | None
    idle: int
    last_on: date | None
    contacts: list[Said]
    waiting: int
    waits_until: datetime | None
    merits: list[Merit]
    today: date

    @property
    def is_missing(self) -> bool:
        """Whether there is anything to speak of."""
        return bool(self.short)

    @property
    def is_done(self) -> bool:
        return not is_missing_something(self.asked)

    @property
    def rest(self) -> list[tuple[str, int]]:
        """What the end of the training still asks for, down to the last minute."""
        return [(one.kind, one.missing) for one in self.asked if not one.is_met]

    @property
    def wanted(self) -> dict[str, int]:
        return targets(self.asked, self.short)

    @property
    def last(self) -> Said | None:
        return next(iter(self.contacts), None)

    @property
    def promised(self) -> Said | None:
        """The contact in which something was promised last."""
        return next((said for said in self.contacts if said.promised_on), None)

    @property
    def promise(self) -> Promise | None:
        said = self.promised
        if said is None or said.promised_on is None:
            return None
        return promise_state(said.wanted, self.asked, said.promised_on, said.met_on, self.today)

    @property
    def messages(self) -> list[datetime]:
        """When the house sent them something, or is going to."""
        sent = [said.made_at for said in self.contacts if said.channel in SENT_BY_THE_HOUSE]
        return sent + [self.waits_until] * self.waiting if self.waits_until else sent


@dataclass(frozen=True, slots=True)
class Standing:
    """A class's learners, and by what they are measured."""

    learners: list[Learner]
    rules: Rules
    span: Span
    today: date

    @property
    def at_risk(self) -> list[Learner]:
        """Who presses, the most pressing first."""
        found = [learner for learner in self.learners if learner.risk > Risk.STEADY and learner.is_active]
        return sorted(found, key=lambda learner: (-learner.risk, -learner.strain, -learner.idle))

    @property
    def praiseworthy(self) -> list[Learner]:
        return [learner for learner in self.learners if learner.merits and learner.is_active]

    @property
    def is_for_praise(self) -> bool:
        """Whether the training is in its first days."""
        return 0 <= self.span.passed <= self.rules.praise_days

    def find(self, person_id: int) -> Learner | None:
        return next((learner for learner in self.learners if learner.id == person_id), None)


def standing_of(classroom: Classroom, training: Training, now: datetime, kind: str = Kind.CHASE) -> Standing:
    """Everything that the list of a class shows, in a fixed number of statements; merits only where it is for praise."""
    rules, course = rules_of(training.id), course_of(training, module_ids(), now)
    seen = strides_in_classroom(training, course, classroom.id)
    here = {"classroom": classroom.id}
    said = _by_person(SAID.all(training=training.id, **here))
    learners = [
        _learner(row, seen.get(row.id) or nothing_done(course), said.get(row.id, []), course, rules)
        for row in LEARNERS.all(**here)
    ]
    if kind == Kind.PRAISE:
        helped = {row.person: (int(row.replies), int(row.likes or 0)) for row in HELPED.all(since=now - LATELY, **here)}
        learners = [_praised(one, helped.get(one.id, (0, 0)), course.span, rules, now) for one in learners]
    return Standing(learners, rules, course.span, course.today)


def _learner(row: Any, seen: Seen, said: list[Said], course: Course, rules: Rules) -> Learner:
    asked = seen.stride.asked
    view = outlook(seen.stride, course.span, rules.idle_days)
    overtaken = behind_since(asked, course.span)
    since = course.today - timedelta(days=course.span.passed - overtaken) if overtaken is not None else None
    return Learner(
        id=row.id, name=row.name, school=row.school or "", phone=_shown(row.phone_sealed), phone_sealed=row.phone_sealed, is_active=row.disabled_at is None,
        has_address=bool(row.confirmed_at and not row.refused), asked=asked, risk=view.risk, strain=view.strain,
        short=lacking(asked, course.span), since=since, idle=seen.stride.idle, last_on=seen.last_on, contacts=said,
        waiting=row.waiting, waits_until=row.waits_until, merits=[], today=course.today,
    )  # fmt: skip


def _shown(sealed: str | None) -> str | None:
    """A telephone as the roster shows it; one that cannot be opened any more is none."""
    number = masked("phone", sealed)
    return number if HIDDEN in number else None


def _praised(learner: Learner, helped: tuple[int, int], span: Span, rules: Rules, now: datetime) -> Learner:
    """With what they deserve a word for; one good word a week, so that the next has something new to say."""
    if any(one.kind == Kind.PRAISE and now - one.made_at < LATELY for one in learner.contacts):
        return learner
    deeds = Deeds(learner.asked, _spoken_of(learner.contacts, now), *helped)
    return replace(learner, merits=merits(deeds, span, rules.praise_days))


def _spoken_of(said: list[Said], now: datetime) -> dict[str, int]:
    """What was lacking when somebody last talked to them, unless that is long ago."""
    found = next((one for one in said if one.kind == Kind.CHASE and one.wanted), None)
    return found.wanted if found and now - found.made_at < 2 * LATELY else {}


def _by_person(rows: list[Any]) -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = defaultdict(list)
    for row in rows:
        found[row.now].append(Said(*row))
    return found


_ROOM, _TRAINING = bindparam("classroom", type_=BigId), bindparam("training", type_=BigId)
_PRESENT = select(Enrolment.person_id).where(Enrolment.classroom_id == _ROOM, Enrolment.until.is_(None))
_WAITS = (
    Reminder.person_id == Person.id, Reminder.sent_at.is_(None), Reminder.dropped_at.is_(None),
    Reminder.due_at.is_not(None),
)  # fmt: skip
LEARNERS = Question(
    lambda: (
        select(
            *(Person.id, Person.name, Person.disabled_at, School.name.label("school"), Mailbox.confirmed_at),
            LetterRefusal.since.label("refused"),
            PersonalRecord.phone_sealed,
            select(func.count()).where(*_WAITS).scalar_subquery().label("waiting"),
            select(func.min(Reminder.due_at)).where(*_WAITS).scalar_subquery().label("waits_until"),
        )
        .join(Enrolment, Enrolment.person_id == Person.id)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(Mailbox, Mailbox.person_id == Person.id)
        .outerjoin(LetterRefusal, LetterRefusal.person_id == Person.id)
        .outerjoin(PersonalRecord, PersonalRecord.person_id == Person.id)
        .where(Enrolment.classroom_id == _ROOM, Enrolment.until.is_(None))
        .order_by(Person.sort_name, Person.id)
    )
)


def _said() -> Select[*tuple[Any, ...]]:
    """What was said to the class's present learners, under former accounts too; each with the account of today."""
    here, merge = _PRESENT.add_columns(Enrolment.person_id.label("now")).cte("accounts", recursive=True), PersonMerge
    accounts = here.union_all(select(merge.former_id, here.c.now).join(here, here.c.person_id == merge.kept_id))
    about = (Contact.kind, Contact.channel, Contact.outcome, Contact.note, Contact.wanted, Contact.promised_on)
    said = select(accounts.c.now, *about, Contact.made_at, BY.name, ContactReturn.promise_met_on)
    known = said.join(accounts, accounts.c.person_id == Contact.person_id).join(BY, BY.id == Contact.by_id)
    judged = known.outerjoin(ContactReturn, ContactReturn.contact_id == Contact.id)
    return judged.where(Contact.training_id == _TRAINING).order_by(Contact.made_at.desc(), Contact.id.desc())


SAID = Question(_said)
HELPED = Question(
    lambda: (
        select(Post.author_id.label("person"), func.count().label("replies"), func.sum(Post.like_count).label("likes"))
        .join(Thread, Thread.id == Post.thread_id)
        .where(Thread.classroom_id == _ROOM, Post.number > 1, Post.author_id != Thread.author_id)
        .where(Post.hidden_at.is_(None), Post.written_at >= bindparam("since", type_=Instant()))
        .where(Post.author_id.in_(_PRESENT))
        .group_by(Post.author_id)
    )
)
