"""Giving a spreadsheet to the process that reads it, and saying plainly what was wrong with it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from app.foundation.file_kinds import LARGEST, OLD_OFFICE, SHEET, Fault, UnfitFile, kind_of

CHILD = Path(__file__).with_name("child.py")
WALL_SECONDS = 10
AT_ONCE = 2  # each may take its 256 MB
OUT_OF_TIME = (-24, -9)  # the kernel ends whoever used up its seconds
PAGE_MARKS = (b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"mime-version")
LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")
_turns = BoundedSemaphore(AT_ONCE)

Cell = Any  # a text, a number, None, or {"formula": what it shows}


class UnreadableRoster(Exception):
    """Why a file is not taken; `fault` is a key of the words in `reasons.py`."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(fault)
        self.fault, self.detail = fault, detail


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that hold anything: the number that the person sees, and the cells."""

    name: str
    rows: list[tuple[int, list[Cell]]]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    sheets: list[Sheet]
    encoding: str


def read_spreadsheet(content: bytes) -> Book:
    """All sheets of a file; raises UnreadableRoster."""
    refuse_at_sight(content)
    with _turns:
        told = _ask_child(content)
    if "fault" in told:
        raise UnreadableRoster(told["fault"], told["detail"])
    sheets = [
        Sheet(one["name"], [(row[0], row[1:]) for row in one["rows"]], one.get("hidden", False))
        for one in told["sheets"]
    ]
    return Book(sheets, told["encoding"])


def refuse_at_sight(content: bytes) -> None:
    """What can be told from the bytes alone: no library looks at it."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableRoster("empty")
    if len(content) > LARGEST:
        raise UnreadableRoster("too_large")
    if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGE_MARKS):
        raise UnreadableRoster("web_page")
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"%PDF-")):
        _refuse_unfit(content)


def _refuse_unfit(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0") and LOCKED_MARK in content:
        raise UnreadableRoster("locked")
    try:
        kind = kind_of(content)
    except UnfitFile as unfit:
        known = {Fault.MACROS: "macros", Fault.LOCKED: "locked", Fault.TOO_MUCH_INSIDE: "too_large_inside"}
        raise UnreadableRoster(
            known.get(unfit.fault, "broken" if unfit.fault == Fault.BROKEN else "unknown")
        ) from unfit
    if kind not in (SHEET, OLD_OFFICE):
        raise UnreadableRoster("unknown")


def _ask_child(content: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(CHILD)]
    environment = {"LC_ALL": "C.UTF-8", "RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, the content only on its input
            command, input=content, capture_output=True, timeout=WALL_SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise UnreadableRoster("too_slow") from late
    if done.returncode in OUT_OF_TIME:
        raise UnreadableRoster("too_slow")
    if done.returncode:
        raise UnreadableRoster("too_large_inside")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
