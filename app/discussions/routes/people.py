"""Whom one can speak to by name in a room: asked while typing, and only by those who may speak there."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.classrooms.queries import find_training_of
from app.discussions.names import LONGEST_NAME, Known
from app.discussions.policy import Room, may_reply_in
from app.discussions.queries import get_board, get_salon, get_thread
from app.discussions.queries.people import people_like
from app.discussions.routes.blueprint import discussions
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound
from app.foundation.limits import limiter

WHILE_TYPING = "120/minute"


@discussions.get("/threads/<int:thread_id>/people")
@signed_in
@limiter.limit(WHILE_TYPING)
def people_of_thread(thread_id: int) -> ResponseReturnValue:
    return _offered(get_thread(thread_id, viewer()).room)


@discussions.get("/classrooms/<code>/salon/people")
@signed_in
@limiter.limit(WHILE_TYPING)
def people_of_salon(code: str) -> ResponseReturnValue:
    return _offered(get_salon(code, viewer()).room)


@discussions.get("/forum/<slug>/people")
@signed_in
@limiter.limit(WHILE_TYPING)
def people_of_board(slug: str) -> ResponseReturnValue:
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    return _offered(get_board(slug, training.id, viewer()).room)


def _offered(room: Room) -> ResponseReturnValue:
    """A few people whose names begin so."""
    if not may_reply_in(viewer(), room):
        raise Forbidden
    beginning = request.args.get("q", "")[:LONGEST_NAME]
    people = people_like(room, beginning, viewer())
    names = [person.name for person in people]
    return jsonify([_offer(person, has_twin=names.count(person.name) > 1) for person in people])


def _offer(person: Known, *, has_twin: bool) -> dict[str, str]:
    """A name, its school, and the words by which a text speaks to this one person."""
    words = f"{person.name}（{person.school}）" if has_twin and person.school else person.name
    return {"name": person.name, "note": person.school or "", "words": words}
