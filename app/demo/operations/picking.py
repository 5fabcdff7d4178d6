"""Experts have picked some of the recommended works, and the project team shows the newest on the home page."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.classrooms.models import Classroom, Training
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Appointment, Role
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.policy import is_shown

LOOKED_AT, SHOWN, LEFT = 32, 6, 4  # every fourth is left for whoever tries the demo
READING = timedelta(hours=20)
ON_SHOW = timedelta(days=30)
WORDS = (
    "好在不急着给答案，先把孩子看清楚。年轻班主任可以照着第一步做起。",
    "做法小，用心细，明天就能在自己班上试一试。",
    "写出了一次没做成的经过，这比十条经验更值得读。",
    "把家长请成了帮手，分寸拿得准，农村学校尤其可以借鉴。",
    "从一件小事里看见了班级的规矩是怎样长出来的。",
    "几句家常话，道理全在里面，推荐大家在校本研修时一起读。",
)


def pick_and_show(training_id: int, now: datetime) -> int:
    """Pick the newest recommendations whose authors agreed, each by an expert of its region, and show the first few."""
    with transaction() as session:
        training = session.get_one(Training, training_id)
        team = _holders(Role.PROJECT_TEAM)[0].person_id
        experts = _holders(Role.EXPERT)
        picked = 0
        for number, (found, place_code) in enumerate(_agreed(training_id)):
            expert = next((one for one in experts if place_code.startswith(one.place_code)), None)
            if expert is None or number % LEFT == LEFT - 1:
                continue
            at, word = min(found.consented_at + READING, now), WORDS[picked % len(WORDS)]
            session.add(Pick(recommendation_id=found.id, picked_by_id=expert.person_id, word=word, picked_at=at))
            if picked < SHOWN:
                until = training.day_of(now + ON_SHOW)
                where = {"recommendation_id": found.id, "shown_by_id": team, "position": picked + 1}
                session.add(Showing(**where, until=until, shown_at=min(at + READING, now)))
            picked += 1
        return picked


def _agreed(training_id: int) -> list[Any]:
    statement = (
        select(Recommendation, Classroom.place_code)
        .join(Classroom, Classroom.id == Recommendation.classroom_id)
        .where(Recommendation.training_id == training_id, is_shown())
        .order_by(Recommendation.consented_at.desc(), Recommendation.id.desc())
    )
    return list(db.session.execute(statement.limit(LOOKED_AT)))


def _holders(role: Role) -> list[Appointment]:
    held = select(Appointment).where(Appointment.role == role)
    return list(db.session.scalars(held.order_by(Appointment.id)))
