"""Who may listen to a thread or a salon, and who is seen writing: asked with each event, and again while they listen."""

from collections.abc import Iterator
from typing import Any

from app.classrooms.memberships import remember_memberships_of
from app.discussions.policy import Room, may_read_room, may_reply_in
from app.discussions.queries import get_salon, get_thread
from app.discussions.queries.threads import ThreadShown
from app.foundation.connections import Connection
from app.foundation.errors import NotFound
from app.foundation.realtime import enter, hears, is_inside, presence, rechecks
from app.people.models import Person
from app.people.queries import find_all_signed_in


@hears("join")
def join(person: Person, data: dict[str, Any]) -> dict[str, bool]:
    """`{thread: 7}` or `{salon: "c-101"}`; a foreign room and a missing one get the same answer."""
    try:
        name, room = _room_asked(person, data)
    except NotFound:
        return {"joined": False}
    return {"joined": enter(name, room)}


@hears("writing")
def writing(person: Person, data: dict[str, Any]) -> dict[str, bool]:
    """`{thread: 7}` while somebody types: that they do, never what; only for those who joined and may reply.

    With `done` they have sent it.
    """
    try:
        thread = _thread_asked(person, data.get("thread"))
    except NotFound:
        return {"heard": False}
    name = f"thread:{thread.id}"
    is_open = thread.hidden_at is None and thread.closed_at is None
    may = is_open and is_inside(name) and may_reply_in(person, thread.room)
    if may and data.get("done") is True:
        presence().rest(name, person.id)
        return {"heard": True}
    return {"heard": may and presence().write(name, person.id)}


@rechecks
def leave_closed_rooms(connections: list[Connection]) -> Iterator[tuple[Connection, str | None]]:
    """Which rooms the listeners may no longer read: a class left, a role ended."""
    listening = [connection for connection in connections if connection.rooms]
    people = find_all_signed_in(connection.identity for connection in listening)
    remember_memberships_of({person.id for person in people.values()})
    for connection in listening:
        person = people.get(connection.identity)
        for name, room in connection.rooms.items():
            if person is None or not may_read_room(person, room):
                yield connection, name


def _room_asked(person: Person, data: dict[str, Any]) -> tuple[str, Room]:
    code = data.get("salon")
    if isinstance(code, str) and code.isprintable():
        salon = get_salon(code, person)
        return f"salon:{salon.id}", salon.room
    thread = _thread_asked(person, data.get("thread"))
    return f"thread:{thread.id}", thread.room


def _thread_asked(person: Person, thread_id: Any) -> ThreadShown:
    if isinstance(thread_id, int) and 0 < thread_id < 2**63:
        return get_thread(thread_id, person)
    raise NotFound
