"""The address space of rosters, and what its pages have in common."""

from collections.abc import Callable

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from app.classrooms.models import StaffRole
from app.foundation.access import viewer
from app.foundation.errors import Refused
from app.foundation.forms import Form
from app.foundation.transactions import once

roster = Blueprint("roster", __name__, template_folder="../templates")
A_PERSONS_PACE = "30/minute"
ROLE_NAMES = {
    "learner": _l("学员"),
    StaffRole.TUTOR: _l("辅导教师"),
    StaffRole.CLASS_ADMINISTRATOR: _l("班级管理员"),
    StaffRole.TECHNICIAN: _l("技术员"),
}


def done(form: Form, act: str, work: Callable[[], str]) -> str | None:
    """Do an act once and give where to go; a refusal stands in the form."""
    try:
        return once(form.once_key, act, viewer().id, work)
    except Refused as refused:
        form.refuse(refused.message, refused.field)
        return None
