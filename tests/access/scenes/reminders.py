"""What was said to learners: heard by the staff of their class and the areas above; what they were sent, by themselves."""

from sqlalchemy import select

from app.foundation.database import db
from app.foundation.transactions import transaction
from app.reminders.models import Contact
from app.reminders.operations import Draft, Talk, make_round, note_contact
from app.reminders.recipients import Channel, Kind
from app.roster.models import PersonalRecord
from app.roster.queries.secrets import sealed_numbers

STAFF = {
    "own": {"tutor", "class_administrator"}, "other_class": {"tutor2", "class_administrator2"},
    "other_city": {"far_tutor"},
}  # fmt: skip
ABOVE = {"own": {"area", "team"}, "other_class": {"area", "team"}, "other_city": {"far_area", "team"}}


def set_scene(world) -> None:
    """In each place a round that one learner got, a call list with their number, and a talk that was written down.

    The numbers of the other learners come with the rosters.
    """
    given = world.given
    with transaction() as session:
        session.add(PersonalRecord(person_id=given.learner2.id, **sealed_numbers("", "13800000009")))
    for place, room, learner, tutor in (
        ("own", given.classroom, given.learner, given.tutor),
        ("other_class", given.classroom2, given.learner2, given.tutor2),
        ("other_city", given.far_classroom, given.far_learner, given.far_tutor),
    ):
        staff = STAFF[place] | ABOVE[place]
        words = world.canary(f"reminderwords{place}", staff | {learner.account})
        made = make_round(
            tutor.id, room.id, Draft(Kind.CHASE, Channel.NOTICE, [learner.id], f"{words}，还差{{缺什么}}")
        )
        world.keep("round", place, made, staff)
        calls = make_round(tutor.id, room.id, Draft(Kind.CHASE, Channel.PHONE, [learner.id], ""))
        world.keep("round", f"{place}_calls", calls, staff)
        note = world.canary(f"contactnote{place}", staff)
        note_contact(tutor.id, room.id, learner.id, Talk(Channel.PHONE, "reached", note))
    assert len(db.session.scalars(select(Contact.id)).all()) == 6
