"""Who gets a message now, who in the morning, who not and why: decided for each person by plain facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.mail.timing import end_of_quiet

WEEK = timedelta(days=7)


class Kind(StrEnum):
    """What a contact is for."""

    CHASE = "chase"
    PRAISE = "praise"


class Channel(StrEnum):
    """The first three are sent by the house; phone and group are prepared here and done by a person; face and message
    are only ever noted by hand."""

    NOTICE = "notice"
    MAIL = "mail"
    SMS = "sms"
    PHONE = "phone"
    GROUP = "group"
    FACE = "face"
    MESSAGE = "message"


SENT_BY_THE_HOUSE = (Channel.NOTICE, Channel.MAIL, Channel.SMS)
PREPARED = (Channel.PHONE, Channel.GROUP)
NOTED_BY_HAND = (Channel.PHONE, Channel.FACE, Channel.MESSAGE)


class Outcome(StrEnum):
    """What became of a call or a talk."""

    REACHED = "reached"
    LATER = "later"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


UNREACHED = (Outcome.NO_ANSWER, Outcome.WRONG_NUMBER)


class Reason(StrEnum):
    """Why somebody is not reminded."""

    DONE = "done"
    ENOUGH = "enough"
    SILENCED = "silenced"
    NO_ADDRESS = "no_address"
    NO_PHONE = "no_phone"
    LEFT = "left"
    DISABLED = "disabled"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rules:
    """The manners of a training: quiet hours in its own zone, messages to one person in seven days, days of silence
    after which somebody counts as idle, days at the beginning that are for praise."""

    quiet_from: int = 21
    quiet_until: int = 8
    most_a_week: int = 3
    idle_days: int = 5
    praise_days: int = 7


LIMITS = {
    "quiet_from": (0, 23), "quiet_until": (0, 23), "most_a_week": (1, 14), "idle_days": (1, 30), "praise_days": (0, 60),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of somebody who is to be reminded; `lacks` is whether there is anything to remind of or praise."""

    lacks: bool
    is_present: bool
    is_active: bool
    messages: Sequence[datetime]
    is_silent: bool
    has_address: bool
    has_phone: bool


def reason_to_skip(kind: Kind, channel: Channel, facts: Facts, rules: Rules, now: datetime) -> Reason | None:
    """Why this person gets nothing, the weightiest reason first; None if they get it."""
    is_message = channel in SENT_BY_THE_HOUSE
    checks = (
        (not facts.is_present, Reason.LEFT),
        (not facts.is_active, Reason.DISABLED),
        (not facts.lacks, Reason.DONE if kind == Kind.CHASE else Reason.NOTHING),
        (is_message and facts.is_silent, Reason.SILENCED),
        (channel == Channel.MAIL and not facts.has_address, Reason.NO_ADDRESS),
        (channel == Channel.SMS and not facts.has_phone, Reason.NO_PHONE),
        (is_message and is_enough(facts.messages, rules, now), Reason.ENOUGH),
    )
    return next((reason for holds, reason in checks if holds), None)


def is_enough(messages: Sequence[datetime], rules: Rules, now: datetime) -> bool:
    """Whether somebody got, or waits for, as many messages as are bearable within seven days."""
    return sum(now - WEEK < moment for moment in messages) >= rules.most_a_week


def moment_to_send(now: datetime, rules: Rules, zone: str) -> datetime:
    """Now, or the morning after the quiet hours that now lies in."""
    return end_of_quiet(now, rules.quiet_from, rules.quiet_until, zone) or now
