"""What a class is: who works for it, what it talks about, and for those who look after it how everybody gets on."""

from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l

from app.bulletins.policy import may_write_bulletin
from app.bulletins.queries import board_of, opened_week
from app.classrooms.models import Classroom, StaffRole
from app.classrooms.policy import is_member, is_staff_of, may_read_roster
from app.classrooms.queries import get_classroom, learner_count, learners_of, staff_of
from app.classrooms.scheme import Scheme
from app.discussions.queries import recent_threads
from app.foundation.access import signed_in, viewer
from app.foundation.forms import new_key
from app.progress.queries import done_in_classroom
from app.progress.requirements import Done
from app.reminders.policy import may_read_contacts
from app.roster.policy import may_read_class_roster

classrooms = Blueprint("classrooms", __name__, template_folder="templates")
THREADS_SHOWN = 5
BULLETINS_SHOWN = 3


class LearnerShown(NamedTuple):
    """A learner of the roster with what they have done."""

    id: int
    name: str
    school: str | None
    since: date
    minutes: int
    assignments: int
    journals: int
    posts: int


ROLE_NAMES = {
    StaffRole.TUTOR: _l("辅导教师"),
    StaffRole.CLASS_ADMINISTRATOR: _l("班级管理员"),
    StaffRole.TECHNICIAN: _l("技术员"),
}


@classrooms.get("/classrooms/<code>")
@signed_in
def classroom(code: str) -> str:
    person = viewer()
    found = get_classroom(code, person)
    has_roster = may_read_roster(person, found)
    learners = learners_of(found.id) if has_roster else []
    due = opened_week(found.training)
    board = board_of(found.id, str(due or ""), BULLETINS_SHOWN)
    writes = may_write_bulletin(person, found.id)
    return render_template(
        "classrooms/classroom.html",
        classroom=found,
        staff=staff_of(found.id),
        role_names=ROLE_NAMES,
        threads=recent_threads(found.id, THREADS_SHOWN),
        is_member=is_member(person, found.id),
        has_roster=has_roster,
        has_codes=may_read_class_roster(person, found),
        is_staff=is_staff_of(person, found.id, StaffRole.TUTOR, StaffRole.CLASS_ADMINISTRATOR),
        reads_contacts=may_read_contacts(person, found),
        roster=_roster(found, learners),
        learner_count=len(learners) if has_roster else learner_count(found.id),
        scheme=Scheme.read(found.training.scheme),
        board=board,
        due=due if writes and board.is_missing else None,
        due_number=found.training.number_of(due) if due else 0,
        key=new_key(),
    )


def _roster(found: Classroom, learners: list[Any]) -> tuple[LearnerShown, ...]:
    done = done_in_classroom(found.id, found.training_id) if learners else {}
    return tuple(_shown(found, learner, done.get(learner.id, Done())) for learner in learners)


def _shown(found: Classroom, learner: Any, his: Done) -> LearnerShown:
    counts = (his.minutes, his.assignment_count, his.journals, his.salon_posts)
    return LearnerShown(learner.id, learner.name, learner.school, found.training.day_of(learner.since), *counts)
