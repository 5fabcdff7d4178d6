"""Limits that people never meet and machines do; counters are kept in Redis where there is one."""

from collections.abc import Callable
from hashlib import sha256
from time import monotonic

import structlog
from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter, RateLimiter

from app.foundation.access import viewer
from app.foundation.counters import HouseCounters

log = structlog.get_logger()


def who_asks() -> str:
    """Limits count by person first; only guests are told apart by their address."""
    person = viewer()
    return f"person:{person.id}" if person else f"address:{address()}"


def address() -> str:
    """Where the request comes from."""
    return get_remote_address() or "nowhere"


class HouseLimiter(Limiter):
    """Every limit stands beside its route; looking for others before each request finds none."""

    def _check_request_limit(self, callable_name: str | None = None, in_middleware: bool = True) -> None:
        if not in_middleware:
            super()._check_request_limit(callable_name, in_middleware)


limiter = HouseLimiter(key_func=who_asks, default_limits=[])
_own_counters = FixedWindowRateLimiter(HouseCounters())
SECONDS_ALONE = 10  # so that not every attempt waits for a server that does not answer
_alone_until = 0.0


def keep(app: Flask, redis_url: str | None) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = redis_url or "house://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = (
        {"socket_timeout": 0.5, "socket_connect_timeout": 0.5} if redis_url else {}
    )
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = bool(redis_url)
    app.config["RATELIMIT_SWALLOW_ERRORS"] = True
    limiter.init_app(app)


class Failures:
    """Counts failures, never successes: `Failures("sign-in", "10 per 15 minutes")`."""

    def __init__(self, name: str, limit: str) -> None:
        self.name, self.limit = name, parse(limit)

    def are_too_many(self, whose: str) -> bool:
        return not _counting(lambda counters: counters.test(self.limit, *self._key(whose)))

    def add(self, whose: str) -> None:
        _counting(lambda counters: counters.hit(self.limit, *self._key(whose)))

    def forget(self, whose: str) -> None:
        _counting(lambda counters: _clear(counters, self.limit, *self._key(whose)))

    def _key(self, whose: str) -> tuple[str, str]:
        return self.name, sha256(whose.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _clear(counters: RateLimiter, limit: RateLimitItem, *key: str) -> bool:
    counters.clear(limit, *key)
    return True


def _counting(act: Callable[[RateLimiter], bool]) -> bool:
    """Ask the shared counters, or for a while this process's own ones when those cannot be reached."""
    global _alone_until
    if monotonic() >= _alone_until:
        try:
            return act(limiter.limiter)
        except Exception as problem:
            log.warning("limits_counted_alone", problem=str(problem))
            _alone_until = monotonic() + SECONDS_ALONE
    return act(_own_counters)
