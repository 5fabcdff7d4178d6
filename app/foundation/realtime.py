"""The socket nudges, HTTP delivers: a message names what changed, never its content.

Every event asks anew who is there and whether they may; a watch asks again each second for all that listen,
so that an ended sign-in or membership falls silent on every process within two seconds.
"""

from collections.abc import Callable, Iterable
from functools import partial, wraps
from threading import Event
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from flask import Flask, current_app, request
from flask_socketio import SocketIO
from flask_socketio import join_room as _join
from flask_socketio import leave_room as _leave
from socketio import Manager

from app.foundation.access import viewer
from app.foundation.connections import Check, Connection, Register, coarse
from app.foundation.nudge_queue import NudgeQueue
from app.foundation.presence import Presence

log = structlog.get_logger()
socketio = SocketIO()
SECONDS_BETWEEN_CHECKS = 1.0
MOST_BYTES = 16_384
PATH = "/socket.io"

Handler = Callable[[Any, dict[str, Any]], Any]
EVENTS: dict[str, Handler] = {}
_checks: list[Check] = []


def nudge(room: str, name: str, data: dict[str, Any]) -> None:
    """Tell everyone in the room that something changed; a lost nudge loses nothing."""
    try:
        socketio.emit(name, data, to=room)
    except Exception:
        log.warning("nudge_not_sent", room=room, nudge=name)


def person_room(person_id: int) -> str:
    return f"person:{person_id}"


def hears(name: str) -> Callable[[Handler], Handler]:
    """Answer an event of that name with `handler(person, data)`; who holds no valid sign-in is cut off instead."""

    def add(handler: Handler) -> Handler:
        EVENTS[name] = handler
        if socketio.server is not None:
            socketio.on_event(name, _asked(handler))
        return handler

    return add


def rechecks(check: Check) -> Check:
    """Ask `check` each second which of the connections lost a room, or (with None) everything."""
    if check not in _checks:
        _checks.append(check)
    return check


def enter(room: str, reason: Any) -> bool:
    """Let the asking socket into a room; `reason` is what its right rests on, asked again each second."""
    sid: str = request.sid  # type: ignore[attr-defined]
    if not connections().enter(sid, room, reason):
        return False
    _join(room)
    return True


def is_inside(room: str) -> bool:
    """Whether the asking socket was let into a room and has not lost it since."""
    return connections().is_inside(request.sid, room)  # type: ignore[attr-defined]


def leave(room: str) -> None:
    sid: str = request.sid  # type: ignore[attr-defined]
    connections().leave(sid, room)
    _leave(room)


def presence() -> Presence:
    """Who is in which room of this application now."""
    here: Presence = current_app.extensions["presence"]
    return here


def connections() -> Register:
    """Who listens to this application."""
    register: Register = current_app.extensions["connections"]
    return register


def open_sockets(app: Flask, redis_url: str | None) -> None:
    """Threads by default; with Redis, nodes share their nudges through it."""
    socketio.init_app(
        app,
        async_mode="threading",
        client_manager=NudgeQueue(redis_url) if redis_url else Manager(),
        transports=["websocket"],
        ping_interval=25,
        ping_timeout=20,
        max_http_buffer_size=MOST_BYTES,
    )
    _refuse_long_messages()
    socketio.on_event("connect", _greet)
    socketio.on_event("disconnect", _part)
    for name, handler in EVENTS.items():
        socketio.on_event(name, _asked(handler))
    app.extensions.setdefault("connections", Register())
    app.extensions.setdefault("presence", Presence(redis_url))
    app.wsgi_app = _door(app, app.wsgi_app)  # type: ignore[assignment, method-assign]


class _Alarm(Event):
    """Wakes a socket's thread now and then: told of a message too long, the library may miss that the socket ended."""

    def wait(self, timeout: float | None = None) -> bool:
        super().wait(2.0 if timeout is None else timeout)
        return True


def _refuse_long_messages() -> None:
    """Engine.IO measures a message once it is here; the socket below it has to stop it on the way."""
    engine = socketio.server.eio
    careful = partial(engine._async["websocket"], max_message_size=MOST_BYTES, event_class=_Alarm)
    engine._async = {**engine._async, "websocket": careful}


def _door(app: Flask, inner: WSGIApplication) -> WSGIApplication:
    """Turn guests away before a socket takes a thread from the pages; half of the places are for threads and salons."""
    most_sockets: int = app.extensions["settings"].most_sockets

    def enter_by(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(PATH):
            return inner(environ, start_response)
        with app.request_context(environ):
            person = viewer()
            person_id = person.id if person else None
        if person_id is None:
            return _refusal("401 Unauthorized", start_response)
        register: Register = app.extensions["connections"]
        most = most_sockets // 2 if "for=badge" in environ.get("QUERY_STRING", "") else most_sockets
        with register.admit(person_id, most) as is_welcome:  # a socket stays inside for as long as it lives
            if not is_welcome or _is_deaf():
                return _refusal("503 Service Unavailable", start_response)
            return inner(environ, start_response)

    return enter_by


def _is_deaf() -> bool:
    """Whether the other nodes cannot be heard; pages are better off without a socket then, since they ask again."""
    return bool(getattr(socketio.server.manager, "is_deaf", False))


def _refusal(status: str, start_response: StartResponse) -> list[bytes]:
    start_response(status, [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]


def _greet(_auth: Any = None) -> bool:
    person = viewer()
    sid: str = request.sid  # type: ignore[attr-defined]
    if person is None:
        _close(sid)
        return False
    connections().add(Connection(sid, person.get_id(), person.id))
    _join(person_room(person.id))
    if connections().begin_watch():
        socketio.start_background_task(_watch, request.environ["flask.app"])
    return True


def _part(*_reason: Any) -> None:
    connections().drop(request.sid)  # type: ignore[attr-defined]


def _asked(handler: Handler) -> Callable[..., Any]:
    @wraps(handler)
    def answer(*sent: Any) -> Any:
        person = viewer()
        if person is None:
            return _close(request.sid)  # type: ignore[attr-defined]
        return handler(person, sent[0] if sent and isinstance(sent[0], dict) else {})

    return answer


def _close(sid: str) -> None:
    """End the whole connection, not only its room: an idle socket would keep its thread."""
    connections().drop(sid)
    transport = socketio.server.manager.eio_sid_from_sid(sid, "/")
    if transport is not None:
        socketio.start_background_task(socketio.server.eio.disconnect, transport)


def _watch(app: Flask) -> None:
    """Ask again each second, for as long as anybody listens."""
    register: Register = app.extensions["connections"]
    while not register.end_watch_if_empty():
        register.wait(SECONDS_BETWEEN_CHECKS)
        try:
            with app.test_request_context():
                _check_all(register)
                _tell_presence(register)
        except Exception:
            log.exception("connections_not_checked")


def _check_all(register: Register) -> None:
    listening = register.all()
    if _is_deaf():
        for connection in listening:
            _close(connection.sid)
        return
    for check in _checks if listening else []:
        for connection, room in check(listening):
            if room is None:
                _close(connection.sid)
            else:
                register.leave(connection.sid, room)
                socketio.server.leave_room(connection.sid, room)


def _tell_presence(register: Register) -> None:
    """Tell each room's listeners on this process how many are there and how many write, when that has changed."""
    rooms: dict[str, dict[str, int]] = {}
    for connection in register.all():
        for room in connection.rooms:
            rooms.setdefault(room, {})[connection.sid] = connection.person_id
    here = presence().beat({room: set(people.values()) for room, people in rooms.items()})
    for room, people in rooms.items():
        numbers = len(here[room].looking), len(here[room].writing)
        for sid in register.untold(room, people, (coarse(numbers[0]), numbers[1])):
            data = {"room": room, "looking": numbers[0], "writing": numbers[1]}
            socketio.server.emit("presence", data, to=sid, namespace="/", ignore_queue=True)
