"""All the ways in which somebody stops belonging to a class, at one moment; one stays and hears."""

import time
from collections.abc import Callable
from contextlib import ExitStack

import websocket
from flask import Flask
from sqlalchemy import update

from app.classrooms.models import StaffRole
from app.classrooms.operations import leave, relieve_staff, transfer
from app.discussions.operations import reply
from app.foundation import clock
from app.foundation.transactions import transaction
from app.people.models import Appointment, Person
from app.people.operations import change_password, disable_person, end_sessions
from app.people.passwords import hash_password
from tests.support.given import PASSWORD, Given
from tests.support.sockets import Listener

Open = Callable[[Person], Listener]
WITHIN = 2.0  # seconds


def ways_out(given: Given) -> dict[str, tuple[Person, Callable[[], object]]]:
    """Who is removed, and how."""
    room, other = given.classroom.id, given.classroom2.id
    return {
        "left": (given.learner2, lambda: leave(given.learner2.id, room)),
        "moved": (given.classmate, lambda: transfer(given.classmate.id, room, other)),
        "relieved": (given.tutor, lambda: relieve_staff(given.tutor.id, room, StaffRole.TUTOR)),
        "disabled": (given.class_administrator, lambda: disable_person(given.class_administrator.id, None)),
        "role ended": (given.expert, lambda: end_roles(given.expert)),
        "signed out": (given.area, lambda: end_sessions(given.area.id)),
        "password changed": (given.team, lambda: change_password(given.team.id, PASSWORD, "chunfen-2026-new")),
    }


def end_roles(person: Person) -> None:
    with transaction() as session:
        session.execute(update(Appointment).where(Appointment.person_id == person.id).values(until=clock.now()))


def prepare(app: Flask, given: Given) -> None:
    """A learner of another class joins this one, so that somebody can leave it; somebody has a password to change."""
    with app.app_context(), transaction() as session:
        transfer(given.learner2.id, given.classroom2.id, given.classroom.id)
        new = session.get_one(Person, given.learner2.id)
        given.learner2.session_version = new.session_version
        session.get_one(Person, given.team.id).password_hash = hash_password(PASSWORD)


def still_hearing(app: Flask, given: Given, connect: Open, *, remove: bool = True) -> set[str]:
    """Who hears a post that is written two seconds after they were removed; "control" stays in the class."""
    thread = given.a_thread()
    out = ways_out(given)
    with ExitStack() as held:
        listening = {name: held.enter_context(connect(person)) for name, (person, _) in out.items()}
        listening["control"] = held.enter_context(connect(given.learner))
        for listener in listening.values():
            assert listener.join({"thread": thread}) == {"joined": True}
        time.sleep(1)  # the ears of all nodes open with their first socket
        with app.app_context():
            for _, act in out.values() if remove else ():
                act()
            time.sleep(WITHIN)
            reply(given.learner.id, thread, "现在只有班里的人听得到")
        return {name for name, listener in listening.items() if _hears(listener)}


def _hears(listener: Listener) -> bool:
    try:
        return listener.hear(1.0) is not None
    except (websocket.WebSocketConnectionClosedException, OSError):
        return False
