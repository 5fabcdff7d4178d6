"""Flask as this house is built on it."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class House(Flask):
    """Nothing here is a coroutine, so no function is looked at twenty times for each request to see whether it is one."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func
