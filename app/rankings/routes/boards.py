"""Boards as everybody of the same reach sees them: made at most once a minute, kept, and marked for who looks."""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

from app.classrooms.models import Training
from app.foundation import i18n
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.freshness import fresh
from app.foundation.markup import safe
from app.foundation.templating import alone
from app.rankings.policy import Reach, places_within
from app.rankings.queries.standings import Standings
from app.rankings.routes.words import board_names, lines
from app.rankings.scoring.rows import CLASSROOMS

SECONDS = 60
SIZE = 50


class Asked(NamedTuple):
    """Which part of which board, and how far down whoever asks may read it: all that a board's look depends on."""

    board: str
    page: int
    reach: Reach
    boards: tuple[str, ...]
    is_running: bool


class Shown(NamedTuple):
    """A part of a board without anybody's mark in it: `places` of `number` are listed, on so many pages."""

    html: Markup
    places: int
    number: int
    pages: int


def shown(training: Training, week: Week, standings: Standings, asked: Asked) -> Shown:
    """The part asked for, made anew when it is a minute old: people and classes may have got other names."""
    closed = standings.closed
    state = (closed.id, closed.hash) if closed else standings.as_of
    key = ("board", str(db.engine.url), training.id, str(week), state, asked, i18n.language())
    return fresh(key, SECONDS, lambda: _make(week, standings, asked)).value


def marked(html: Markup, subjects: Iterable[int]) -> Markup:
    """The same with one's own rows marked."""
    text = str(html)
    for subject in subjects:
        row = f'<tr id="row-{subject:d}"'
        text = text.replace(f"{row}>", f'{row} class="mine">')
    return safe(text)


def _make(week: Week, standings: Standings, asked: Asked) -> Shown:
    number = standings.count(asked.board) if asked.reach != Reach.WINNERS or asked.board == CLASSROOMS else 0
    places = number if asked.board == CLASSROOMS else places_within(asked.reach, number)
    pages = max(-(-places // SIZE), 1)
    if asked.page > pages:
        raise NotFound
    before = (asked.page - 1) * SIZE
    size = min(SIZE, places - before)
    found = standings.page(asked.board, asked.page, SIZE) if before else standings.opening(asked.board, size)
    rows = found[:size]
    winners = [] if before else [row for row in found if row.is_winner]
    told = lines([*winners, *rows], None, set())
    html = alone(
        "rankings/_week.html",
        week=str(week),
        closed=standings.closed,
        board=asked.board,
        boards={key: name for key, name in board_names().items() if key in asked.boards},
        is_running=asked.is_running,
        is_signed_in=asked.reach != Reach.WINNERS,
        stars=told[: len(winners)],
        rows=told[len(winners) :],
    )
    return Shown(html, places, number, pages)
