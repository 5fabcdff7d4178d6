"""News of study time: somebody contests a stretch, somebody answers."""

from sqlalchemy import select

from app.classrooms.queries import staff_of
from app.contests.events import ContestAnswered, StretchContested
from app.foundation.database import db
from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.people.models import Person
from app.study.policy import READERS


@subscribe(StretchContested)
def tell_of_a_contest(event: StretchContested) -> None:
    name = db.session.scalar(select(Person.name).where(Person.id == event.person_id)) or ""
    people = {person_id for role, person_id, *_ in staff_of(event.classroom_id) if role in READERS}
    for person_id in sorted(people - {event.person_id}):
        cause, url = f"contest:{event.contest_id}", f"/study-time/contests/{event.contest_id}"
        tell(person_id, "stretch_contested", cause, url, {"title": name}, thing=("contest", event.contest_id))


@subscribe(ContestAnswered)
def tell_of_an_answered_contest(event: ContestAnswered) -> None:
    kind = "contest_accepted" if event.is_accepted else "contest_declined"
    url, data = f"/study-time/contests/{event.contest_id}", {"minutes": event.seconds // 60}
    tell(event.person_id, kind, f"contest-answer:{event.contest_id}", url, data, thing=("contest", event.contest_id))
