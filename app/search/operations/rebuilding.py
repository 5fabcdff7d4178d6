"""Making the index right, in steps that nobody has to wait for: what is missing first, then what differs."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy import text

from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.foundation.steps import in_steps
from app.foundation.transactions import transaction
from app.search.operations.entries import Numbered, as_content, write_entries
from app.search.operations.numbers import alone, new_numbers, numbers_beneath
from app.search.operations.refreshing import refresh
from app.search.queries.differences import Thing, all_ids, drifted, missing, oldest_beneath, still_missing
from app.search.queries.kinds import KINDS, Kind, Source

MANY = 5_000  # entries after which PostgreSQL looks anew at what it has
Givers = Callable[[int], list[int]]


def rebuild_index() -> int:
    """Compare every entry with its original and mend what differs; gives how many did, 0 where all was right."""
    return _fill() + _mend(all_ids)


def catch_up() -> int:
    """Mend what dates tell apart: cheap enough for every night."""
    return _fill() + _mend(drifted)


def write_missing(things: Sequence[Thing], numbers: Givers) -> int:
    """Entries for things that have none, with growing numbers in order of time; acts may have been quicker."""
    alone()
    sources: dict[tuple[str, int], Source] = {}
    for name, kind in KINDS.items():
        ids = still_missing(kind, [thing.object_id for thing in things if thing.kind == name])
        sources.update(((name, source.object_id), source) for source in (kind.sources(ids) if ids else ()))
    found = [key for _, *rest in sorted(things) if (key := (rest[0], rest[1])) in sources]
    given = zip(numbers(len(found)), found, strict=True)
    write_entries([Numbered(number, name, as_content(sources[name, id_])) for number, (name, id_) in given])
    return len(found)


def _fill() -> int:
    """What is older than all that was filled in goes beneath it, the newest first: people look for that; the rest above."""
    things, oldest = missing(), oldest_beneath()
    older = [thing for thing in things if oldest is None or thing.written_at <= oldest.written_at]
    newer = things[len(older) :]
    done = in_steps(older[::-1], partial(write_missing, numbers=numbers_beneath))
    done += in_steps(newer, partial(write_missing, numbers=new_numbers))
    if done > MANY and not is_sqlite():
        _look_anew()
    return done


def _mend(of_kind: Callable[[Kind], list[int]]) -> int:
    return sum(in_steps(of_kind(kind), partial(_refresh_alone, kind)) for kind in KINDS.values())


def _refresh_alone(kind: Kind, ids: Sequence[int]) -> int:
    alone()
    return refresh(kind, ids)


def _look_anew() -> None:
    with transaction():
        db.session.execute(text("ANALYZE search_grams"))
        db.session.execute(text("ANALYZE search_entries"))
