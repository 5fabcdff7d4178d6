"""Who came out of a week with a star."""

from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.rankings.events import WeekClosed
from app.rankings.models import BoardKind, Standing


@subscribe(WeekClosed)
def tell_of_honours(event: WeekClosed) -> None:
    winners = select(Standing.subject_id).where(
        Standing.closed_week_id == event.closed_week_id,
        Standing.board == BoardKind.LEARNERS,
        Standing.is_winner,
    )
    number = db.session.get_one(Training, event.training_id).number_of(Week.parse(event.week))
    for person_id in sorted(db.session.scalars(winners)):
        url = f"/honours/{event.week}/learners/{person_id}"
        tell(person_id, "honoured", f"star:{event.training_id}:{event.week}", url, {"number": number})
