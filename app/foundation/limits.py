"""Limits that people never meet and machines do; counters are kept in Redis where there is one."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.foundation.access import viewer


def who_asks() -> str:
    """Limits count by person first; only guests are told apart by their address."""
    person = viewer()
    return f"person:{person.id}" if person else f"address:{get_remote_address()}"


limiter = Limiter(key_func=who_asks, default_limits=[])


def keep(app: Flask, redis_url: str | None) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = redis_url or "memory://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5} if redis_url else {}
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = bool(redis_url)
    app.config["RATELIMIT_SWALLOW_ERRORS"] = True
    limiter.init_app(app)
