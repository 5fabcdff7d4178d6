"""Publishing rules from next week on."""

from typing import Any

from flask_babel import gettext as _

from app.classrooms.models import Training
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person
from app.rankings.models import PointsTable
from app.rankings.operations import publish_points_table
from app.rankings.queries.closed_weeks import is_in_calendar
from app.rankings.queries.points_tables import rules_of
from app.rankings.rules import Rules
from app.rulebook.events import PointsTablePublished
from app.rulebook.keys import flat
from app.rulebook.models import Publication
from app.rulebook.policy import may_publish_rules


def publish_rules(person_id: int, training_id: int, table: dict[str, Any], reason: str) -> PointsTable:
    """A new version that counts from next week on; weeks that run or are closed keep theirs."""
    if not may_publish_rules(get_person(person_id)):
        raise Forbidden
    if not reason.strip():
        raise Refused(_("请写明为什么要改，大家都会看到。"), "reason")
    with transaction() as session:
        training = locked(Training, Training.id == training_id)
        if training is None:
            raise NotFound
        week = max(training.week_of(clock.now()), training.weeks[0].previous()).next()
        if not is_in_calendar(training, week):
            raise Refused(_("下一周已经不在培训的日程里，没有可以用上新规则的周了。"))
        if flat(Rules.read(0, table)) == flat(rules_of(training_id, week)):
            raise Refused(_("和现在的规则一样，没有什么可发布的。"))
        published = publish_points_table(training_id, table, week, person_id)
        session.add(
            Publication(
                points_table_id=published.id, published_by_id=person_id, reason=reason.strip(), published_at=clock.now()
            )
        )
        settle_drafts(person_id, "rules:reason")
        news = PointsTablePublished(published.id, training_id, published.version, str(week), person_id)
        record(news, person_id)
        return published
