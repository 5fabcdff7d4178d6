"""Accounts that were merged by a week's end are one person: what was done under any of them is done by who stays.

A merge that came later changes no week that had ended, however late it is closed.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select

from app.rankings.queries.deeds import shaped
from app.rankings.queries.window import Window
from app.roster.models import PersonMerge
from app.roster.queries.merged import at_last

OTHERS = ("used", "praised", "contact")  # rows whose `number` is an account as well, like that of who graded
OF_OTHERS = ("used", "praised")  # rows that say nothing where both are the same person


def merged(window: Window) -> Select[Any]:
    """Former accounts and for each the one that came to stay (`number`)."""
    merges = shaped("merged", person_id=PersonMerge.former_id, number=PersonMerge.kept_id)
    return merges.where(PersonMerge.merged_at < window.cut)


def name_anew(by_kind: dict[str, list[Any]]) -> None:
    """Put the account that stays in the place of each former one, in all rows of a week."""
    kept = at_last({row[1]: row[6] for row in by_kind["merged"]})
    for kind, rows in by_kind.items() if kept else ():
        has_other = kind in OTHERS or kind.startswith("graded-")
        named = (_named(row, kept, has_other=has_other) for row in rows)
        by_kind[kind] = [row for row in named if kind not in OF_OTHERS or row[1] != row[6]]


def _named(row: Any, kept: Mapping[int, int], *, has_other: bool) -> tuple[Any, ...]:
    number = kept.get(row[6], row[6]) if has_other else row[6]
    return (row[0], kept.get(row[1], row[1]), *row[2:6], number, *row[7:])
