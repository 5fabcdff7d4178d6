"""Limits that people never meet and machines do; counters are kept in Redis where there is one."""

from collections.abc import Callable
from functools import partial, wraps
from hashlib import sha256
from time import monotonic
from typing import Any, TypeVar, cast

import structlog
from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter, RateLimiter

from app.foundation.access import viewer
from app.foundation.counters import HouseCounters

log = structlog.get_logger()
View = TypeVar("View", bound=Callable[..., Any])


def who_asks() -> str:
    """Limits count by person first; only guests are told apart by their address."""
    person = viewer()
    return f"person:{person.id}" if person else f"address:{address()}"


def address() -> str:
    """Where the request comes from."""
    return get_remote_address() or "nowhere"


class HouseLimiter(Limiter):
    """Every limit stands beside its route: requests without one, and reading where only writing has one, pass by."""

    def init_app(self, app: Flask) -> None:
        """Without the library's looking for limits before each request and for headers of theirs after it."""
        app.extensions.setdefault("limiter", set()).add(self)
        super().init_app(app)

    def limit(self, limit_value: Any, *, methods: list[str] | None = None, **options: Any) -> Any:
        """The library's own; with `methods`, only these are counted and only these take the way through it."""
        limited = super().limit(limit_value, methods=methods, **options)
        return limited if methods is None else partial(_for_these, limited, frozenset(methods))


def _for_these(limited: Callable[[View], View], methods: frozenset[str], view: View) -> View:
    counted = limited(view)

    @wraps(view)
    def answer(*arguments: Any, **named: Any) -> Any:
        return (counted if request.method in methods else view)(*arguments, **named)

    return cast("View", answer)


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
