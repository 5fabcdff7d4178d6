"""Publishing a standing report: from then on it stays as it was."""

from flask_babel import gettext as _

from app.classrooms.models import Training
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Place
from app.people.queries import get_person
from app.reports.events import StandingReportPublished
from app.reports.models import StandingReport
from app.reports.policy import may_publish_report_of
from app.reports.queries import draft_of, week_of_training


def publish_report(person_id: int, training_id: int, place_code: str, week: Week, introduction: str) -> StandingReport:
    """Keep what the facts say of a week that has ended, with the words before it."""
    if not may_publish_report_of(get_person(person_id), place_code):
        raise Forbidden
    with transaction() as session:
        place = locked(Place, Place.code == place_code)  # twins wait here and then find the first
        training = session.get(Training, training_id)
        if place is None or training is None:
            raise NotFound
        if week_of_training(training, str(week), training.day_of(clock.now())) is None:
            raise Refused(_("这一周还没有结束，等到星期一再发布。"))
        known = db.session.query(StandingReport.id).filter_by(
            training_id=training_id, place_code=place_code, week=str(week)
        )
        if known.first() is not None:
            raise Refused(_("这一周的通报已经发布了，发布以后不再改动。"))
        contents = draft_of(training, place_code, week)
        if contents is None:
            raise Refused(_("这一周的数字还没有统计完，过几分钟再来。"))
        report = StandingReport(
            training_id=training_id, place_code=place_code, week=str(week), last_day=week.sunday,
            introduction=introduction.strip(), contents=contents.kept(), published_by_id=person_id,
            published_at=clock.now(),
        )  # fmt: skip
        session.add(report)
        session.flush()
        settle_drafts(person_id, introduction_box(place_code, week))
        record(StandingReportPublished(report.id, training_id, place_code, str(week)), person_id)
        return report


def introduction_box(place_code: str, week: Week) -> str:
    return f"report:{place_code}:{str(week).lower()}"
