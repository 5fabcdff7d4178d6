"""Which posts and journals of a week say again what their author has already said in the training."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, func, literal, null, select, union_all

from app.discussions.models import Post, Thread
from app.foundation.clock import Week
from app.foundation.database import Instant, db
from app.journals.models import Journal
from app.rankings.queries.deeds import hidden_at
from app.rankings.queries.window import Window

_NO_WORD = re.compile(r"[\W_]+")


def repeats_in(window: Window) -> set[tuple[str, int]]:
    """Kind and number of each text that was there before; only equal lengths are read, since others cannot be equal.

    A text of an earlier week counts as said if it stood at that week's end, even if it is hidden by now.
    """
    rows = db.session.execute(union_all(_posts(window), _journals(window)).order_by("at", "work_id")).all()
    said: set[tuple[str, int, str]] = set()
    repeats = set()
    for kind, work_id, author_id, at, gone, text in rows:
        key = (kind, author_id, normal(text))
        if at >= window.start and key in said:
            repeats.add((kind, work_id))
        if gone is None or gone >= (window.as_of if at >= window.start else _end_of_week(at, window)):
            said.add(key)
    return repeats


def _end_of_week(instant: datetime, window: Window) -> datetime:
    return Week.of(instant, window.zone).ends_at(window.zone)


def normal(text: str) -> str:
    """The words of a text without white space, punctuation and case."""
    return _NO_WORD.sub("", text).casefold()


def _posts(window: Window) -> Select[Any]:
    pairs = _equal_lengths(
        Post.author_id,
        Post.characters,
        Post.written_at,
        window,
        [Post.training_id == window.training_id],
    )
    return (
        select(
            literal("post", String()).label("kind"),
            Post.id.label("work_id"),
            Post.author_id.label("author_id"),
            Post.written_at.label("at"),
            hidden_at().label("gone"),
            Post.text.label("text"),
        )
        .join(pairs, and_(pairs.c.author == Post.author_id, pairs.c.length == Post.characters))
        .join(Thread, Thread.id == Post.thread_id)
        .where(Post.training_id == window.training_id, Post.written_at < window.cut)
    )


def _journals(window: Window) -> Select[Any]:
    here = Journal.training_id == window.training_id
    pairs = _equal_lengths(Journal.person_id, Journal.characters, Journal.published_at, window, [here])
    columns: tuple[Any, ...] = (
        literal("journal", String()),
        Journal.id,
        Journal.person_id,
        Journal.published_at,
        cast(null(), Instant()),
        Journal.text,
    )
    return (
        select(*columns)
        .join(pairs, and_(pairs.c.author == Journal.person_id, pairs.c.length == Journal.characters))
        .where(here, Journal.published_at < window.cut)
    )


def _equal_lengths(author: Any, length: Any, at: Any, window: Window, where: Iterable[Any]) -> Any:
    return (
        select(author.label("author"), length.label("length"))
        .where(*where, at < window.cut)
        .group_by(author, length)
        .having(func.count() > 1, func.max(at) >= window.start)
        .subquery()
    )
