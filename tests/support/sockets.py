"""A plain WebSocket that speaks just enough Socket.IO to listen in, as a browser or as somebody with a copied cookie."""

import json
import time
from collections.abc import Callable
from secrets import token_hex
from types import TracebackType
from typing import Any, Self

import websocket
from flask import Flask

from app.people.models import Person

PATIENCE = 20.0  # seconds: a busy machine is slow, not wrong


def cookie_of(app: Flask, person: Person, **others: Any) -> str:
    """The session cookie that signing in would have given, with other words in it if asked for."""
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    session = {"_user_id": person.get_id(), "_fresh": True, "csrf_token": token_hex(20), **others}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(session)}"


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes true in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False


class Listener:
    """Connects on entering; `join` asks for a room, `hear` waits for the next event."""

    def __init__(self, url: str, cookie: str | None, origin: str | None = None) -> None:
        self.address = url.replace("http://", "ws://") + "/socket.io/?EIO=4&transport=websocket"
        self.origin = origin or url
        self.cookie = cookie
        self.asked = 0

    def __enter__(self) -> Self:
        self.socket = websocket.create_connection(
            self.address, cookie=self.cookie, origin=self.origin, timeout=PATIENCE
        )
        assert self._frame(PATIENCE).startswith("0{")
        self.socket.send("40")
        self.greeting = self._frame(PATIENCE)
        return self

    def __exit__(self, _kind: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        plain = self.socket.sock
        try:
            self.socket.close()
        finally:
            if plain is not None:
                plain.close()  # the library forgets a socket whose other end went away first

    def join(self, room: Any, event: str = "join") -> Any:
        """Ask for a room and give the server's answer."""
        self.asked += 1
        self.socket.send(f"42{self.asked}" + json.dumps([event, room]))
        expected = f"43{self.asked}"
        frame = self._frame(PATIENCE)
        while frame.startswith('42["presence"'):
            frame = self._frame(PATIENCE)
        assert frame.startswith(expected), frame
        return json.loads(frame.removeprefix(expected))[0]

    def hear(self, seconds: float = 2.0, also: str = "") -> list[Any] | None:
        """The next event about a room as [name, data], or None when none comes in time; presence only if asked for."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                frame = self._frame(left)
            except websocket.WebSocketTimeoutException:
                return None
            event = json.loads(frame[2:]) if frame.startswith("42") else None
            if event and event[0] in {"notices", "presence"} - {also}:
                continue  # what is told to the person, and who else is there, comes by the same socket
            return event
        return None

    def ends_within(self, seconds: float) -> bool:
        """Whether the server closes the connection in time."""
        until = time.monotonic() + seconds
        try:
            while time.monotonic() < until:
                if self._frame(until - time.monotonic()) in {"1", ""}:
                    return True
        except websocket.WebSocketTimeoutException:
            return False
        except (websocket.WebSocketConnectionClosedException, OSError):
            return True
        return False

    def rest_after_goodbye(self, seconds: float = 5) -> bytes:
        """Wait for the server's closing frame, answer it as a browser does, and give all that still comes before the end."""
        self.socket.settimeout(seconds)
        opcode = None
        while opcode != websocket.ABNF.OPCODE_CLOSE:  # which the library answers by itself
            opcode, _data = self.socket.recv_data()
        rest = b""
        plain = self.socket.sock
        while plain is not None and (more := plain.recv(4096)):
            rest += more
        return rest

    def _frame(self, seconds: float) -> str:
        until = time.monotonic() + seconds
        while True:
            self.socket.settimeout(max(until - time.monotonic(), 0.01))
            frame = str(self.socket.recv())
            if frame != "2":
                return frame
            self.socket.send("3")
