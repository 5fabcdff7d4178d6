"""Who came out of a week with a star, and whose star a correction took away."""

from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell, withdraw_unread
from app.rankings.events import WeekClosed
from app.rankings.models import BoardKind, ClosedWeek, Standing


@subscribe(WeekClosed)
def tell_of_honours(event: WeekClosed) -> None:
    """Winners hear of it once; who has read of a star that a correction took away hears that as well."""
    now, before = _winners(event, event.revision), _winners(event, event.revision - 1)
    number = db.session.get_one(Training, event.training_id).number_of(Week.parse(event.week))
    for person_id in sorted(now ^ before):
        if person_id in now:
            url = f"/honours/{event.week}/learners/{person_id}"
            tell(person_id, "honoured", _cause(event, event.revision), url, {"number": number})
        elif _has_read(event, person_id):
            tell(person_id, "honour_moved", f"{_cause(event)}:moved:{event.revision}", _page(event), {"number": number})


def _winners(event: WeekClosed, revision: int) -> set[int]:
    winners = (
        select(Standing.subject_id)
        .join(ClosedWeek, ClosedWeek.id == Standing.closed_week_id)
        .where(ClosedWeek.training_id == event.training_id, ClosedWeek.week == event.week)
        .where(ClosedWeek.revision == revision, Standing.board == BoardKind.LEARNERS, Standing.is_winner)
    )
    return set(db.session.scalars(winners))


def _has_read(event: WeekClosed, person_id: int) -> bool:
    """What nobody has read yet is taken back in silence; whoever never wanted to be told has nothing to take back."""
    causes = [_cause(event, revision) for revision in range(1, event.revision)]
    return withdraw_unread(person_id, causes) > 0


def _cause(event: WeekClosed, revision: int = 1) -> str:
    star = f"star:{event.training_id}:{event.week}"
    return star if revision == 1 else f"{star}:{revision}"


def _page(event: WeekClosed) -> str:
    return f"/honours/{event.week}"
