"""The manners of a training, and the modules that its course has now."""

from sqlalchemy import bindparam, select

from app.foundation.database import BigId
from app.foundation.reading import Question
from app.reminders.models import ReminderRules
from app.reminders.recipients import Rules

_COLUMNS = (
    ReminderRules.quiet_from, ReminderRules.quiet_until, ReminderRules.most_a_week, ReminderRules.idle_days,
    ReminderRules.praise_days,
)  # fmt: skip
_CHOSEN = Question(lambda: select(*_COLUMNS).where(ReminderRules.training_id == bindparam("training", type_=BigId)))


def rules_of(training_id: int) -> Rules:
    """What the team has chosen, else what the house holds for decent."""
    found = _CHOSEN.first(training=training_id)
    return Rules(*found) if found else Rules()
