"""Values as each database stores them, made without asking a driver for each."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, Date

from app.foundation.database import Instant, Json
from app.foundation.markup import render

Convert = Callable[[Any], Any]
EPOCH = date(1970, 1, 1)
DAY = 86_400
MARKED = re.compile(r"[*_`\[\]<>&#\\|~\"'\t]|^\s*(?:\d+[.)]|[-+=:])|^ | $|\n ", re.MULTILINE)
BREAKS = re.compile(r"\n{2,}")


@cache
def _day_name(day: int) -> str:
    return (EPOCH + timedelta(days=day)).isoformat()


@cache
def _clock_times() -> list[str]:
    return [f" {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}" for second in range(DAY)]


def utc(instant: int) -> str:
    """Seconds since 1970 as `2009-06-01 12:00:00`."""
    day, second = divmod(instant, DAY)
    return _day_name(day) + _clock_times()[second]


def html_of(text: str) -> str:
    """What `markup.render` makes of a text; plain paragraphs, which it takes long for, are made here."""
    if MARKED.search(text):
        return render(text).html
    paragraphs = BREAKS.split(text.strip())
    return "\n".join([f"<p>{part}</p>".replace("\n", "<br>\n") for part in paragraphs if part])


def sqlite_formats(columns: list[Column[Any]]) -> list[Convert | None]:
    """For each column what turns a plan's value into SQLite's; None where it is stored as it is."""
    return [_sqlite_format(column) for column in columns]


def _sqlite_format(column: Column[Any]) -> Convert | None:
    if isinstance(column.type, Instant):
        return lambda value: None if value is None else utc(value) + ".000000"
    if isinstance(column.type, Date):
        return date.isoformat
    if isinstance(column.type, type(Json)):
        return json.dumps
    return None


def copy_formats(columns: list[Column[Any]]) -> list[Convert]:
    """For each column what turns a plan's value into a field of PostgreSQL's COPY text."""
    return [_copy_format(column) for column in columns]


def _copy_format(column: Column[Any]) -> Convert:
    if isinstance(column.type, Instant):
        return lambda value: r"\N" if value is None else utc(value) + "+00"
    if isinstance(column.type, Boolean):
        return lambda value: "t" if value else "f"
    if isinstance(column.type, type(Json)):
        return lambda value: _escaped(json.dumps(value))
    if column.type.python_type is str:
        return lambda value: r"\N" if value is None else _escaped(value)
    return lambda value: r"\N" if value is None else str(value)


def _escaped(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
