"""Tutors have recommended some of the resources that colleagues liked best; most authors agreed to have them shown."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.classrooms.models import StaffAssignment, StaffRole
from app.demo.planning.chance import chance
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.recommendations.models import Recommendation
from app.resources.models import Resource

LIKED_BY, MOST = 3, 40
UNANSWERED = 9  # every so many the author has not said anything yet
REASONS = (
    "打印出来就能用，步骤写得清楚，我们班已经有人照着做了。",
    "不是从网上拼来的，是在自己班上一遍遍改出来的，推荐大家看看。",
    "小而有用，新班主任开学第一周正需要。",
    "把用过以后哪里要改也写上了，这样的资源最难得。",
    "家长会、晨会都用得上，做法朴素，农村学校也学得来。",
)


def recommend_resources(training_id: int, now: datetime, seed: str) -> int:
    """Recommend the best-rated own resource of a class, some days after it was shared; gives how many."""
    rng, latest = chance(seed, "resource picks"), now - timedelta(days=4)
    made: list[Recommendation] = []
    for number, row in enumerate(_best_of_classes(training_id, latest)):
        at = row.shared_at + timedelta(hours=rng.randrange(30, 72))
        agreed = None if number % UNANSWERED == UNANSWERED - 1 else at + timedelta(hours=rng.randrange(2, 20))
        made.append(
            Recommendation(
                kind="resource", work_id=row.id, training_id=training_id, classroom_id=row.classroom_id,
                person_id=row.person_id, recommended_by_id=row.tutor_id, reason=REASONS[number % len(REASONS)],
                recommended_at=at, consented_at=agreed,
            )
        )  # fmt: skip
    with transaction() as session:
        session.add_all(made)
        session.flush()
    return len(made)


def _best_of_classes(training_id: int, latest: datetime) -> list[Any]:
    """The best rated first, one of a class, each with a tutor who looks after it."""
    columns = (Resource.id, Resource.classroom_id, Resource.person_id, Resource.shared_at)
    statement = (
        select(*columns, StaffAssignment.person_id.label("tutor_id"))
        .join(StaffAssignment, StaffAssignment.classroom_id == Resource.classroom_id)
        .where(StaffAssignment.role == StaffRole.TUTOR, StaffAssignment.person_id != Resource.person_id)
        .where(Resource.training_id == training_id, Resource.withdrawn_at.is_(None), Resource.is_own.is_(True))
        .where(Resource.rating_count >= LIKED_BY, Resource.shared_at < latest, Resource.edited_at.is_(None))
        .order_by(Resource.score.desc(), Resource.id)
    )
    best: dict[int, Any] = {}
    for row in db.session.execute(statement):
        best.setdefault(row.classroom_id, row)
        if len(best) == MOST:
            break
    return list(best.values())
