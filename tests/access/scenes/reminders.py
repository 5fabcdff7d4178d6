"""What was said to learners: heard by the staff of their class and the areas above; what they were sent, by themselves."""

from sqlalchemy import select

from app.foundation.database import db
from app.reminders.models import Contact
from app.reminders.operations import Draft, Talk, make_round, note_contact
from app.reminders.recipients import Channel, Kind

STAFF = {
    "own": {"tutor", "class_administrator"}, "other_class": {"tutor2", "class_administrator2"},
    "other_city": {"far_tutor"},
}  # fmt: skip
ABOVE = {"own": {"area", "team"}, "other_class": {"area", "team"}, "other_city": {"far_area", "team"}}


def set_scene(world) -> None:
    """In each place a round that one learner got, and a talk with them that was written down."""
    given = world.given
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
        note = world.canary(f"contactnote{place}", staff)
        note_contact(tutor.id, room.id, learner.id, Talk(Channel.PHONE, "reached", note))
    assert len(db.session.scalars(select(Contact.id)).all()) == 6
