"""Every Monday morning class administrators rang and reminded those who lagged, as the list of that morning showed them;
in the first week they praised. What came of it follows from what learners did anyway."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import select

from app.classrooms.models import Classroom, Enrolment, StaffAssignment, StaffRole, Training
from app.demo.operations.past.scene import JUST_NOW, Scene
from app.demo.planning.chance import chance
from app.demo.texts.chasing import GROUP, HEARD, NOTICES, PRAISES, TALKED
from app.foundation import clock
from app.foundation.bulk import add_rows
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.models import Person
from app.progress.queries import module_ids
from app.reminders.events import LearnerReminded
from app.reminders.models import Contact, Reminder, ReminderRound
from app.reminders.operations import Draft, Talk, make_round, note_contact, rebuild_returns
from app.reminders.pace import Risk, lacking, outlook, targets
from app.reminders.praising import Deeds, merits
from app.reminders.queries.standing import standing_of
from app.reminders.queries.strides import Course, Seen, course_of, nothing_done, strides_under
from app.reminders.recipients import Channel, Kind, Outcome, Rules
from app.reminders.wording import filled
from app.reminders.words import lacking_words, merit_words

MOST_RUNG, MOST_PRAISED = 4, 3
WAYS = (Channel.PHONE, Channel.PHONE, Channel.PHONE, Channel.NOTICE, Channel.NOTICE, Channel.MESSAGE, Channel.FACE,
        Channel.GROUP)  # fmt: skip
ANSWERS = (Outcome.REACHED, Outcome.REACHED, Outcome.REACHED, Outcome.LATER, Outcome.NO_ANSWER)
ROUNDS = (Channel.NOTICE, Channel.GROUP)


class Room(NamedTuple):
    """A class with who looks after it and its present learners: number and name."""

    id: int
    name: str
    administrator: int
    sender: str
    learners: Sequence[tuple[int, str]]


class Morning(NamedTuple):
    """One morning's work of one class: who, by which way, in which words."""

    room: Room
    kind: Kind
    channel: Channel
    text: str
    at: datetime
    people: Sequence[tuple[int, str, Seen]]


def chase(scenes: Sequence[Scene], training_id: int, now: datetime) -> int:
    """All mornings of the training until now; gives how many contacts chased somebody."""
    with transaction() as session:
        training = session.get_one(Training, training_id)
        modules, rooms = module_ids(), _rooms(training_id)
        for day, kind in _mornings(training, now):
            course = course_of(training, modules, day - timedelta(hours=12))
            seen = strides_under(training, course, "")
            with clock.standing_at(day):
                _write(training, course, [one for room in rooms for one in _of_room(room, kind, day, course, seen)])
        for scene in scenes:
            _tell_of_it(scene)
            _ring_today(scene)
        return rebuild_returns(training_id)


def _tell_of_it(scene: Scene) -> None:
    """In the classes of the demo accounts learners find what they were sent among their notices."""
    sent = select(Contact).where(Contact.classroom_id == scene.classroom_id, Contact.channel == Channel.NOTICE)
    for one in db.session.scalars(sent.order_by(Contact.made_at, Contact.person_id)):
        with scene.at(one.made_at):
            record(LearnerReminded(one.id, one.person_id, one.by_id, one.kind, one.channel), one.by_id)


def _ring_today(scene: Scene) -> None:
    """A call list of which the first two are ticked off."""
    room = db.session.get_one(Classroom, scene.classroom_id)
    with scene.at(scene.before(0.1)):
        pressing = [one.id for one in standing_of(room, scene.training, clock.now()).at_risk[:5]]
        if not pressing:
            return
        made = make_round(scene.administrator, room.id, Draft(Kind.CHASE, Channel.PHONE, pressing, ""))
    lines = select(Reminder).where(Reminder.round_id == made).order_by(Reminder.person_id)
    today = scene.training.day_of(scene.latest)
    promised = today + timedelta(days=2) if today + timedelta(days=2) <= scene.training.late_until else None
    talks = (Talk(Channel.PHONE, Outcome.REACHED, TALKED[4], promised), Talk(Channel.PHONE, Outcome.NO_ANSWER))
    for number, (line, talk) in enumerate(zip(db.session.scalars(lines).all(), talks, strict=False)):
        with scene.at(scene.before(0.09 - number / 100)):
            note_contact(scene.administrator, room.id, line.person_id, talk, line.id)


def _mornings(training: Training, now: datetime) -> Iterator[tuple[datetime, Kind]]:
    """Thursday of the first week for praise, then each Monday at half past eight in the training's zone."""
    for week in training.weeks:
        first = week == Week.of_day(training.starts_on)
        day = week.monday + timedelta(days=3 if first else 0)
        at = clock.day_starts_at(day, training.time_zone) + timedelta(hours=8, minutes=30)
        if at < now - JUST_NOW:
            yield at, Kind.PRAISE if first else Kind.CHASE


def _rooms(training_id: int) -> list[Room]:
    learners: dict[int, list[tuple[int, str]]] = defaultdict(list)
    here = (
        select(Enrolment.classroom_id, Person.id, Person.name).join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.training_id == training_id, Enrolment.until.is_(None), Person.disabled_at.is_(None))
    )  # fmt: skip
    for room, person, name in db.session.execute(here.order_by(Person.id)):
        learners[room].append((person, name))
    staff = (
        select(Classroom.id, Classroom.name, Person.id, Person.name.label("sender"))
        .join(StaffAssignment, StaffAssignment.classroom_id == Classroom.id)
        .join(Person, Person.id == StaffAssignment.person_id)
        .where(Classroom.training_id == training_id, StaffAssignment.role == StaffRole.CLASS_ADMINISTRATOR)
        .order_by(Classroom.id)
    )
    return [Room(*row, learners[row[0]]) for row in db.session.execute(staff)]


def _of_room(room: Room, kind: Kind, day: datetime, course: Course, seen: Mapping[int, Seen]) -> Iterator[Morning]:
    """What one class administrator did that morning, way by way."""
    rng, nothing = chance("chasing", room.id, day.isoformat()), nothing_done(course)
    stood = [(person, name, seen.get(person, nothing)) for person, name in room.learners]
    if kind == Kind.PRAISE:
        good = [one for one in stood if merits(Deeds(one[2].stride.asked, {}, 0, 0), course.span, course.span.passed)]
        chosen = good if len(good) <= MOST_PRAISED else sorted(rng.sample(good, MOST_PRAISED))
        if chosen:
            yield Morning(room, kind, Channel.NOTICE, rng.choice(PRAISES), _later(day, rng), chosen)
        return
    views = {person: outlook(now.stride, course.span, Rules().idle_days) for person, _, now in stood}
    pressing = [one for one in stood if views[one[0]].risk > Risk.STEADY]
    pressing.sort(key=lambda one: (-views[one[0]].risk, -views[one[0]].strain, one[0]))
    by_way: dict[Channel, list[tuple[int, str, Seen]]] = defaultdict(list)
    for one in pressing[:MOST_RUNG]:
        by_way[rng.choice(WAYS)].append(one)
    for channel in sorted(by_way):
        text = {Channel.NOTICE: rng.choice(NOTICES), Channel.GROUP: GROUP}.get(channel, "")
        yield Morning(room, kind, channel, text, _later(day, rng), sorted(by_way[channel]))


def _later(day: datetime, rng: Random) -> datetime:
    return day + timedelta(minutes=rng.randint(0, 170))


def _write(training: Training, course: Course, mornings: Sequence[Morning]) -> None:
    """Rounds with their reminders first, then every contact."""
    made = [one for one in mornings if one.channel in ROUNDS]
    add_rows(ReminderRound, [
        {
            "training_id": training.id, "classroom_id": one.room.id, "by_id": one.room.administrator, "kind": one.kind,
            "channel": one.channel, "text": one.text, "made_at": one.at,
        }
        for one in made
    ])  # fmt: skip
    rounds = _numbers(ReminderRound.classroom_id, ReminderRound.channel, ReminderRound.made_at, ReminderRound.id)
    add_rows(Reminder, [
        {"round_id": rounds[one.room.id, one.channel, one.at], "person_id": person, "due_at": one.at, "sent_at": one.at}
        for one in made
        for person, _name, _seen in one.people
    ])  # fmt: skip
    numbers = _numbers(Reminder.round_id, Reminder.person_id, Reminder.id)
    add_rows(Contact, [
        _contact(training, course, one, part, numbers.get((rounds.get((one.room.id, one.channel, one.at)), part[0])))
        for one in mornings
        for part in one.people
    ])  # fmt: skip


def _numbers(*columns: Any) -> dict[tuple[Any, ...], int]:
    """The numbers that rows got when they were written, by what tells them apart."""
    return {tuple(row)[:-1]: row[-1] for row in db.session.execute(select(*columns))}


def _contact(
    training: Training, course: Course, one: Morning, part: tuple[int, str, Seen], reminder: int | None
) -> dict[str, Any]:
    person, name, seen = part
    rng, asked = chance("talk", person, one.at.isoformat()), seen.stride.asked
    short = lacking(asked, course.span)
    outcome = rng.choice(ANSWERS) if one.channel == Channel.PHONE else None
    is_talk = outcome == Outcome.REACHED or one.channel in (Channel.FACE, Channel.MESSAGE)
    promised = training.day_of(one.at) + timedelta(days=rng.randint(2, 6)) if is_talk and rng.random() < 0.6 else None
    values = {
        "name": name, "lacking": lacking_words(short), "days": str(course.span.left), "sender": one.room.sender,
        "good": merit_words(merits(Deeds(asked, {}, 0, 0), course.span, course.span.passed)),
    }  # fmt: skip
    return {
        "training_id": training.id, "classroom_id": one.room.id, "person_id": person, "by_id": one.room.administrator,
        "kind": one.kind, "channel": one.channel, "outcome": outcome, "made_at": one.at, "reminder_id": reminder,
        "words": filled(one.text, values) if one.channel == Channel.NOTICE else "",
        "note": rng.choice(TALKED if rng.random() < 0.8 else HEARD) if is_talk else "",
        "wanted": targets(asked, short) if one.kind == Kind.CHASE else {},
        "promised_on": promised if promised and promised <= training.late_until else None,
    }  # fmt: skip
