"""What a class is: who works for it, what it talks about, and for those who look after it how everybody gets on."""

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l

from app.classrooms.models import StaffRole
from app.classrooms.policy import is_member, is_staff_of, may_read_roster
from app.classrooms.queries import get_classroom, learner_count, learners_of, staff_of
from app.classrooms.scheme import Scheme
from app.discussions.queries import recent_threads
from app.foundation.access import signed_in, viewer
from app.progress.queries import done_in_classroom

classrooms = Blueprint("classrooms", __name__, template_folder="templates")
THREADS_SHOWN = 5
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
    return render_template(
        "classrooms/classroom.html",
        classroom=found,
        staff=staff_of(found.id),
        role_names=ROLE_NAMES,
        threads=recent_threads(found.id, THREADS_SHOWN),
        is_member=is_member(person, found.id),
        has_roster=has_roster,
        is_staff=is_staff_of(person, found.id),
        learners=learners,
        learner_count=len(learners) if has_roster else learner_count(found.id),
        done=done_in_classroom(found.id, found.training_id) if has_roster else {},
        scheme=Scheme.read(found.training.scheme),
    )
