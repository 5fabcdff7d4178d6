"""What happens between the staff of a class and those who lag or shine."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class RoundMade(Event):
    """One act that reminds or praises many; how many got it, wait for it, were left out."""

    round_id: int
    classroom_id: int
    kind: str
    channel: str
    sent: int
    waiting: int
    skipped: int


@dataclass(frozen=True, slots=True)
class LearnerReminded(Event):
    """A message of a round is out; the one by the channel `notice` is told by whoever hears this."""

    contact_id: int
    person_id: int
    by_id: int
    kind: str
    channel: str


@dataclass(frozen=True, slots=True)
class ReminderDropped(Event):
    """A message that waited is not sent any more."""

    reminder_id: int
    person_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ContactNoted(Event):
    """Somebody wrote down that they talked to a learner; what was said stays with the contact."""

    contact_id: int
    person_id: int
    classroom_id: int
    channel: str


@dataclass(frozen=True, slots=True)
class CallNumbersShown(Event):
    """Somebody of a class saw the telephones of its call list in full: how many, and none of them."""

    round_id: int
    classroom_id: int
    people: int


@dataclass(frozen=True, slots=True)
class ReminderRulesChanged(Event):
    training_id: int
    quiet_from: int
    quiet_until: int
    most_a_week: int
    idle_days: int
    praise_days: int


@dataclass(frozen=True, slots=True)
class LettersAccepted(Event):
    """A learner wants reminders by e-mail again."""

    person_id: int
