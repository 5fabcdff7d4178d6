"""The project team sets how a training's people are reminded."""

from dataclasses import asdict

from flask_babel import gettext as _

from app.classrooms.models import Training
from app.foundation import clock
from app.foundation.dialects import insert_or
from app.foundation.errors import Forbidden, Refused
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.queries import get_person
from app.reminders.events import ReminderRulesChanged
from app.reminders.models import ReminderRules
from app.reminders.policy import may_set_reminder_rules
from app.reminders.recipients import LIMITS, Rules


def set_reminder_rules(by_id: int, training_id: int, rules: Rules) -> None:
    """From now on; what was sent stays sent, what waits keeps its moment."""
    with transaction() as session:
        if not may_set_reminder_rules(get_person(by_id), session.get_one(Training, training_id)):
            raise Forbidden
        values = asdict(rules)
        for name, (least, most) in LIMITS.items():
            if not least <= values[name] <= most:
                raise Refused(_("请填 %(least)d 到 %(most)d 之间的数。", least=least, most=most), name)
        row = {**values, "changed_at": clock.now(), "changed_by_id": by_id}
        new = insert_or(ReminderRules).values(training_id=training_id, **row)
        session.execute(new.on_conflict_do_update(index_elements=["training_id"], set_=row))
        record(ReminderRulesChanged(training_id, **values), by_id)
