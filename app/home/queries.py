"""Where somebody stands, from what is known of them already; and whether the house stands."""

import redis
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.classrooms.memberships import memberships_of
from app.classrooms.models import StaffRole
from app.classrooms.policy import is_tutor, learning_of
from app.foundation.database import db
from app.home.navigation import Standing
from app.people.models import Person, Role
from app.people.policy import is_project_team, scopes_of


def find_standing(person: Person | None) -> Standing:
    """One statement at most, and none where memberships were read before."""
    if person is None:
        return Standing(is_guest=True)
    learning = learning_of(person)
    working = next((held for held in memberships_of(person) if held.role in list(StaffRole)), None)
    scopes = scopes_of(person, *Role)
    return Standing(
        learns_in=learning.classroom_code if learning else None,
        tutors=is_tutor(person),
        works_in=working.classroom_code if working else None,
        oversees=("" if is_project_team(person) or len(scopes) > 1 else scopes[0]) if scopes else None,
    )


def parts() -> dict[str, bool]:
    """Which parts that this installation has answer now."""
    redis_url = current_app.extensions["settings"].redis_url
    found = {"database": _answers_database()}
    return {**found, "redis": _answers_redis(redis_url)} if redis_url else found


def _answers_database() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _answers_redis(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5) as server:
            return bool(server.ping())
    except redis.RedisError:
        return False
