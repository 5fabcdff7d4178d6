"""A round before it is sent: who gets which words, who not and why."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from app.reminders.queries.standing import Learner, Standing
from app.reminders.recipients import Channel, Facts, Kind, Reason, reason_to_skip
from app.reminders.wording import filled
from app.reminders.words import lacking_words, merit_words


class Planned(NamedTuple):
    """Somebody who was chosen; `reason` says why they get nothing, `learner` is nobody where they left the class."""

    person_id: int
    learner: Learner | None
    reason: Reason | None


def plan_round(
    standing: Standing,
    kind: Kind,
    channel: Channel,
    person_ids: Collection[int],
    silent: Collection[int],
    now: datetime,
) -> list[Planned]:
    """Everybody who was chosen, once each, in the order of the class."""
    order = {learner.id: number for number, learner in enumerate(standing.learners)}
    chosen = sorted(set(person_ids), key=lambda person: (order.get(person, len(order)), person))
    return [_planned(standing, kind, channel, person, person in silent, now) for person in chosen]


def words_for(text: str, kind: str, learner: Learner, standing: Standing, classroom: str, sender: str) -> str:
    """The words of a round as one learner reads them."""
    values = {
        "name": learner.name, "lacking": lacking_words(learner.short), "days": str(standing.span.left),
        "class": classroom, "sender": sender, "good": merit_words(learner.merits),
    }  # fmt: skip
    return filled(text, values)


def by_kind(learners: Sequence[Learner]) -> dict[str, list[str]]:
    """Names under each thing that is lacking, in the order of the class."""
    found: dict[str, list[str]] = {}
    for learner in learners:
        for kind, _number in learner.short:
            found.setdefault(kind, []).append(learner.name)
    return found


def by_merit(learners: Sequence[Learner]) -> dict[str, list[str]]:
    """Names under each merit, everybody once, for the rarest of theirs."""
    found: dict[str, list[str]] = {}
    for learner in learners:
        for merit in learner.merits[:1]:
            found.setdefault(merit, []).append(learner.name)
    return found


def _planned(
    standing: Standing, kind: Kind, channel: Channel, person_id: int, is_silent: bool, now: datetime
) -> Planned:
    learner = standing.find(person_id)
    if learner is None:
        return Planned(person_id, None, Reason.LEFT)
    facts = Facts(
        lacks=learner.is_missing if kind == Kind.CHASE else bool(learner.merits),
        is_present=True,
        is_active=learner.is_active,
        messages=learner.messages,
        is_silent=is_silent,
        has_address=learner.has_address,
        has_phone=bool(learner.phone),
    )
    return Planned(person_id, learner, reason_to_skip(kind, channel, facts, standing.rules, now))
