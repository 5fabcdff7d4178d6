"""What stands beside a work on a tutor's desk: how far one is, what was just saved, what one knows of the learner."""

from typing import Any

from flask import request

from app.desk.pace import minutes_left
from app.desk.queries import Sitting, side_of, sitting_of
from app.foundation import clock
from app.foundation.access import viewer
from app.grading.models import WithdrawnGrade
from app.grading.queries import Chosen, Pile, counts_by_kind, find_withdrawn, piles_of
from app.grading.routes.blueprint import filter_chosen, work_named
from app.opinions.queries import OpinionShown, find_opinion
from app.people.models import Person


def sitting_for(person: Person, left: int = 0) -> dict[str, Any]:
    """What can still be taken back, and how many minutes the works that are left will take."""
    return _shown(sitting_of(person), left)


def beside(kind: str, work_id: int, person_id: int, training_id: int, topic_id: int | None = None) -> dict[str, Any]:
    """Everything of the desk for the page of one work, for the class's tutor."""
    piles = piles_of(viewer(), without=work_named(request.args.get("behind", "")))
    side = side_of(kind, work_id, person_id, training_id, viewer())
    chosen = filter_chosen()
    left = _left(chosen, piles)
    return {
        "left": left,
        "left_of_topic": sum(pile.count for pile in piles if topic_id and pile.topic_id == topic_id),
        "topic_chosen": chosen.topic_id,
        "earlier": side.earlier,
        "phrases": side.phrases,
        "held_by": side.holder.name if side.holder and side.holder.person_id != viewer().id else None,
        **_shown(side.sitting, left),
    }


def again(kind: str, work_id: int) -> WithdrawnGrade | None:
    """What the viewer took back a moment ago, which the form begins with."""
    asked = request.args.get("again")
    return find_withdrawn(asked, kind, work_id, viewer().id) if asked else None


def has_second(kind: str, work_id: int) -> bool:
    """Whether a second opinion was given, and the better one stands; or is the viewer's own to give elsewhere."""
    opinion = find_opinion(kind, work_id)
    return opinion is not None and (opinion.given_at is not None or opinion.tutor_id == viewer().id)


def blind_address(opinion: OpinionShown | None) -> str | None:
    """Where the viewer reads the work without what was said of it, as long as a second opinion is theirs to give."""
    is_theirs = opinion is not None and opinion.given_at is None and opinion.tutor_id == viewer().id
    return f"/opinions/{opinion.id}" if opinion and is_theirs else None


def _shown(sitting: Sitting, left: int) -> dict[str, Any]:
    return {"last": sitting.last, "minutes_left": minutes_left(sitting.moments, left, clock.now())}


def _left(chosen: Chosen, piles: list[Pile]) -> int:
    if chosen.topic_id is not None:
        return sum(pile.count for pile in piles if pile.topic_id == chosen.topic_id)
    counts = counts_by_kind(piles)
    return counts.get(chosen.only, 0) if chosen.only else sum(counts.values())
