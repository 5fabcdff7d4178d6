"""The socket nudges, HTTP delivers: a message names what changed, never its content."""

from typing import Any

import structlog
from flask import Flask
from flask_socketio import SocketIO

log = structlog.get_logger()
socketio = SocketIO()


def nudge(room: str, name: str, data: dict[str, Any]) -> None:
    """Tell everyone in the room that something changed; a lost nudge loses nothing."""
    try:
        socketio.emit(name, data, to=room)
    except Exception:
        log.warning("nudge_not_sent", room=room, nudge=name)


def person_room(person_id: int) -> str:
    return f"person:{person_id}"


def open_sockets(app: Flask, redis_url: str | None) -> None:
    """Threads by default; with Redis, nodes share their nudges through it."""
    socketio.init_app(
        app,
        async_mode="threading",
        message_queue=redis_url,
        transports=["websocket"],
        ping_interval=25,
        ping_timeout=20,
        max_http_buffer_size=16_384,
    )
