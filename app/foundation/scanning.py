"""Looking for malware in what people send: off unless a scanner is named, and closed where it does not answer."""

import socket
from dataclasses import dataclass
from typing import Protocol, cast
from urllib.parse import urlsplit

import structlog
from flask import Flask, current_app

PIECE = 64 * 1024
PATIENCE = 20.0
LONGEST_ANSWER = 4096
USUAL_PORT = 3310
log = structlog.get_logger()


class Infected(Exception):
    """The scanner knows what it found; the file is not taken."""

    def __init__(self, virus: str) -> None:
        super().__init__(virus)
        self.virus = virus


class Unscannable(Exception):
    """The scanner is away or gave up: nobody knows whether the file is harmless, so it is not taken either."""


class Scanner(Protocol):
    def scan(self, content: bytes) -> str | None:
        """The name of what was found, None for a clean file; raises Unscannable."""


@dataclass(frozen=True, slots=True)
class Clamd:
    """ClamAV's daemon: the file goes over a socket in pieces (INSTREAM), one line comes back."""

    address: tuple[str, int] | str

    def scan(self, content: bytes) -> str | None:
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
                line.sendall(bytes(4))
                return _finding(_answer(line))
        except OSError as problem:
            raise Unscannable("the scanner does not answer") from problem

    def _connected(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, PATIENCE)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(PATIENCE)
        try:
            line.connect(self.address)
        except OSError:
            line.close()
            raise
        return line


def open_scanner(app: Flask, url: str | None) -> None:
    """`clamd://host:port`, `unix:///path/of/the/socket`, or none."""
    app.extensions["scanner"] = _scanner_at(url) if url else None


def check(content: bytes) -> None:
    """Nothing for a clean file or without a scanner; raises Infected or Unscannable."""
    scanner = cast("Scanner | None", current_app.extensions["scanner"])
    if scanner is None:
        return
    try:
        virus = scanner.scan(content)
    except Unscannable as problem:
        log.warning("file_not_scanned", size=len(content), problem=str(problem))
        raise
    if virus is not None:
        log.warning("file_infected", size=len(content), virus=virus)
        raise Infected(virus)


def _scanner_at(url: str) -> Clamd:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        return Clamd(parts.path)
    return Clamd((parts.hostname or "127.0.0.1", parts.port or USUAL_PORT))


def _answer(line: socket.socket) -> str:
    """Everything up to the closing zero; a line that breaks off before it is no answer."""
    said = b""
    while not said.endswith(b"\0"):
        piece = line.recv(LONGEST_ANSWER)
        if not piece or len(said) > LONGEST_ANSWER:
            raise Unscannable("the scanner broke off")
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _finding(said: str) -> str | None:
    """`stream: OK`, `stream: Eicar-Signature FOUND`, or what went wrong."""
    words = said.removeprefix("stream:").strip()
    if words == "OK":
        return None
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND")
    raise Unscannable(said[:200])
