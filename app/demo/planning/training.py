"""A whole training planned: its places and people as rows, and one job for each class."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from app.demo.places import province
from app.demo.planning.calendar import Calendar
from app.demo.planning.cast import Cast, Casting, Learner, Room, transfer
from app.demo.planning.chance import SEED, chance
from app.demo.planning.course import Course
from app.demo.planning.forum import ForumJob
from app.demo.planning.geography import Geography, geography, institution_rows, place_rows
from app.demo.planning.job import RoomJob, Special, World
from app.demo.planning.quotas import ASSIGNMENTS, JOURNALS, MINUTES, POSTS, Quota, RoomQuota, quotas
from app.demo.planning.salon import most_threads
from app.demo.planning.special import special
from app.demo.planning.submissions import PER_MODULE
from app.demo.planning.tables import Row, Rows
from app.demo.shape import Shape
from app.foundation.clock import SHANGHAI

TRAINING_ID = 1
LADDER = (("优", 90), ("良", 80), ("合格", 60), ("不合格", 0))
SCHEME = {
    "minutes": MINUTES, "assignments": ASSIGNMENTS, "assignments_per_module": PER_MODULE, "journals": JOURNALS,
    "salon_posts": POSTS,
}  # fmt: skip
SEASONS = ("春", "夏", "秋", "冬")
STAFF = ("tutor", "class_administrator", "technician")


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands before anybody begins to study (`rows`), and what is to be worked out class by class."""

    shape: Shape
    world: World
    cast: Cast
    rows: Rows
    jobs: list[RoomJob]
    learners: list[tuple[Learner, int]]
    next_ids: dict[str, int]

    def forum(self, boards: tuple[tuple[int, str, int | None], ...]) -> ForumJob:
        """The forum's job, once its boards are known."""
        rooms = self.cast.rooms
        staff = [
            (one, room.id) for room in rooms for one in (room.tutor, room.tutor, room.administrator, room.technician)
        ]
        return ForumJob(
            boards, self.shape.forum_posts, self.shape.expert_posts, tuple(self.learners), tuple(staff),
            tuple(self.cast.experts), self.next_ids,
        )  # fmt: skip


def plan_training(shape: Shape, calendar: Calendar, course: Course, password_hash: str, seed: str = SEED) -> Plan:
    """The same shape, calendar, course and seed always make the same plan."""
    rng = chance(seed, "plan")
    where = geography(shape, rng)
    cast = Casting(shape, where, calendar, rng, password_hash).fill()
    transfer(cast.rooms, shape.transferred, calendar, rng)
    story_ids = frozenset(cast.demo[name] for name in ("learner", "learner2") if name in cast.demo)
    lively, spoken = special(cast.rooms[0], story_ids, rng)
    given, staff = quotas(shape, cast.rooms, rng, story_id=cast.demo["learner"], spoken=spoken, told=lively.told)
    world = World(
        calendar, course, TRAINING_ID, LADDER, tuple(room.tutor for room in cast.rooms),
        tuple(room.id for room in cast.rooms), tuple(room.place_code for room in cast.rooms), story_ids, seed,
    )  # fmt: skip
    jobs, next_ids = _jobs(cast.rooms, given, staff, lively)
    learners = [(one, given[one.id].activity) for room in cast.rooms for one in room.learners]
    return Plan(shape, world, cast, _rows(where, cast, calendar), jobs, learners, next_ids)


def _jobs(
    rooms: list[Room], given: dict[int, Quota], staff: list[RoomQuota], lively: Special
) -> tuple[list[RoomJob], dict[str, int]]:
    """A job for each room, with numbers set apart for its works; what is not used up stays free."""
    movers = [one for room in rooms for one in room.learners if len(one.stays) > 1]
    ever = [_ever(room, movers) for room in rooms]
    sizes = [_sizes(room, people, given, staff[room.index]) for room, people in zip(rooms, ever, strict=True)]
    sizes[0]["posts"] += lively.told
    starts = {what: [1, *(1 + total for total in accumulate(size[what] for size in sizes))] for what in sizes[0]}
    jobs = [
        RoomJob(
            room=room,
            quotas={person: given[person] for person in people},
            movers={one.id: one for one in movers if one.id in people},
            staff=staff[room.index],
            first={what: numbers[room.index] for what, numbers in starts.items()},
            special=None if room.index else lively,
        )
        for room, people in zip(rooms, ever, strict=True)
    ]
    return jobs, {what: numbers[-1] for what, numbers in starts.items()}


def _ever(room: Room, movers: list[Learner]) -> list[int]:
    """Everybody who learns or once learnt in the room."""
    guests = [one.id for one in movers if one not in room.learners and any(s.room == room.index for s in one.stays)]
    return [one.id for one in room.learners] + guests


def _sizes(room: Room, people: list[int], given: dict[int, Quota], staff: RoomQuota) -> dict[str, int]:
    mine = [given[one.id] for one in room.learners]
    posts = sum(given[person].posts for person in people)
    posts += staff.tutor_posts + staff.administrator_posts + staff.hidden_posts
    return {
        "submissions": sum(quota.submissions for quota in mine),
        "journals": sum(quota.journals + quota.private_journals for quota in mine),
        "threads": most_threads(posts),
        "posts": posts,
    }


def _rows(where: Geography, cast: Cast, calendar: Calendar) -> Rows:
    return {
        "places": place_rows(where),
        "institutions": [(number, *row) for number, row in enumerate(institution_rows(where), 1)],
        "schools": cast.schools,
        "people": cast.people,
        "appointments": cast.appointments,
        "trainings": [_training(calendar)],
        "classrooms": [(room.id, TRAINING_ID, room.code, room.name, room.place_code) for room in cast.rooms],
        "enrolments": [(number, *row) for number, row in enumerate(_enrolments(cast), 1)],
        "staff_assignments": [(number, *row) for number, row in enumerate(_staff(cast), 1)],
    }


def _training(calendar: Calendar) -> Row:
    start = calendar.starts_on
    season = SEASONS[(start.month - 3) % 12 // 3]
    ladder: list[Any] = [list(rung) for rung in LADDER]
    return (
        TRAINING_ID, f"{start:%Y-%m}", f"{start.year} 年{season}季中小学班主任网络研修", province().code, start,
        calendar.ends_on, calendar.late_until, SHANGHAI, SCHEME, ladder,
    )  # fmt: skip


def _enrolments(cast: Cast) -> Iterator[Row]:
    for room in cast.rooms:
        for learner in room.learners:
            for stay in learner.stays:
                yield learner.id, TRAINING_ID, cast.rooms[stay.room].id, stay.since, stay.until


def _staff(cast: Cast) -> Iterator[Row]:
    since = {row[0]: row[9] for row in cast.people}
    for room in cast.rooms:
        for person, role in zip((room.tutor, room.administrator, room.technician), STAFF, strict=True):
            yield room.id, person, role, since[person], None
