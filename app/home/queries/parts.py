"""Whether the house stands."""

import redis
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.foundation import files
from app.foundation.database import db


def parts() -> dict[str, bool]:
    """Which parts that this installation has answer now."""
    redis_url = current_app.extensions["settings"].redis_url
    found = {"database": _answers_database(), "files": files.answers()}
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
