"""The numbers of a call list in full: for the class's own people, this once, and never without a trace."""

from flask_babel import gettext as _

from app.classrooms.models import Classroom
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.queries import get_person
from app.reminders.events import CallNumbersShown
from app.reminders.models import ReminderRound
from app.reminders.policy import may_chase
from app.reminders.queries.numbers import numbers_to_call
from app.reminders.recipients import Channel


def show_numbers(by_id: int, round_id: int) -> dict[int, str]:
    """Telephones by person, written down first: who looked, of which class, at how many."""
    with transaction() as session:
        made = session.get(ReminderRound, round_id)
        classroom = session.get(Classroom, made.classroom_id) if made else None
        if made is None or classroom is None or not may_chase(get_person(by_id), classroom):
            raise NotFound
        if made.channel != Channel.PHONE:
            raise Refused(_("这一轮不是电话单。"))
        numbers = numbers_to_call(made.id, classroom.id)
        record(CallNumbersShown(made.id, classroom.id, len(numbers)), by_id)
        return numbers
