"""Taking a work to the desk, so that two never judge the same one; a claim lapses by itself."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import Delete, bindparam, delete, or_
from sqlalchemy.exc import IntegrityError

from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.dialects import table_of
from app.foundation.errors import Refused
from app.foundation.transactions import locked, transaction
from app.foundation.writing import Change
from app.grading.models import Claim
from app.grading.queries import Chosen, Position, find_holder, find_position, next_waiting, still_waits
from app.grading.queries.waiting import EVERYTHING
from app.people.queries import get_person

LASTS = timedelta(minutes=30)
LASTS_AHEAD = timedelta(minutes=10)


def claim_work(tutor_id: int, kind: str, work_id: int, lasts: timedelta = LASTS) -> bool:
    """Take a work to the tutor's desk, unless somebody else has it there."""
    with transaction() as session:
        claim = locked(Claim, Claim.kind == kind, Claim.work_id == work_id)
        if claim is None:
            claim = _new_claim(tutor_id, kind, work_id)
        present = clock.now()
        if claim is None or (claim.tutor_id != tutor_id and claim.lapses_at > present):
            return False
        claim.tutor_id, claim.claimed_at, claim.lapses_at = tutor_id, present, present + lasts
        session.flush()
        return True


def claim_next(
    tutor_id: int,
    chosen: Chosen = EVERYTHING,
    behind: Position | None = None,
    *,
    around: bool = False,
    lasts: timedelta = LASTS,
) -> tuple[str, int] | None:
    """Take the oldest work that is free, or the next one behind a place; None where nothing is left."""
    with transaction():
        tutor = get_person(tutor_id)
        for kind, work_id in next_waiting(tutor, chosen, behind, around=around):
            if not claim_work(tutor_id, kind, work_id, lasts):
                continue
            if still_waits(tutor, kind, work_id):
                return kind, work_id
            release_claim(kind, work_id, tutor_id)  # another tutor finished it between look and claim
        return None


def skip_work(tutor_id: int, kind: str, work_id: int, chosen: Chosen = EVERYTHING) -> tuple[str, int] | None:
    """Put a work back for later and take the next one behind it."""
    with transaction():
        place = find_position(get_person(tutor_id), kind, work_id)
        release_claim(kind, work_id, tutor_id)
        return claim_next(tutor_id, chosen, place)


def claim_ahead(tutor_id: int, kind: str, work_id: int, chosen: Chosen = EVERYTHING) -> tuple[str, int] | None:
    """Lay the work that comes after this one ready, for a short while."""
    with transaction():
        place = find_position(get_person(tutor_id), kind, work_id)
        return claim_next(tutor_id, chosen, place, around=True, lasts=LASTS_AHEAD) if place else None


def release_claim(kind: str, work_id: int, tutor_id: int | None = None) -> None:
    """Put a work back: the tutor's own claim, or whoever's it is once the work is done."""
    with transaction():
        RELEASE.make(of=kind, work=work_id, tutor=tutor_id)


def _released() -> Delete:
    claim, tutor = table_of(Claim).columns, bindparam("tutor", type_=BigId)
    mine = or_(tutor.is_(None), claim.tutor_id == tutor)
    return delete(table_of(Claim)).where(claim.kind == bindparam("of"), claim.work_id == bindparam("work"), mine)


RELEASE = Change(_released)


def refuse_if_claimed(tutor_id: int, kind: str, work_id: int) -> None:
    """Refuse what is on somebody else's desk."""
    holder = find_holder(kind, work_id)
    if holder is not None:
        refuse_if_anothers(tutor_id, *holder)


def refuse_if_anothers(tutor_id: int, holder_id: int | None, name: str) -> None:
    if holder_id not in (None, tutor_id):
        raise Refused(_("%(name)s正在批这一件，先看下一件吧。", name=name))


def _new_claim(tutor_id: int, kind: str, work_id: int) -> Claim | None:
    """A first claim, or the one of somebody who was quicker by a moment."""
    present = clock.now()
    claim = Claim(kind=kind, work_id=work_id, tutor_id=tutor_id, claimed_at=present, lapses_at=present + LASTS)
    try:
        with db.session.begin_nested():
            db.session.add(claim)
    except IntegrityError:
        return locked(Claim, Claim.kind == kind, Claim.work_id == work_id)
    return claim
