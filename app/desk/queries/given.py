"""What a tutor gave in the last weeks, for their own mirror. One statement."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from app.desk.mirror import Given
from app.foundation import clock
from app.foundation.database import db
from app.grading.models import Grade
from app.grading.queries import said_before
from app.people.models import Person

WEEKS = 8
LONGEST = 600


def given_by(person: Person) -> list[Given]:
    """The person's first judgements of works since eight weeks, the oldest first."""
    columns: list[Any] = [Grade.graded_at, Grade.handed_in_at, Grade.kind, func.substr(Grade.comment, 1, LONGEST)]
    statement = (
        select(*columns, Grade.comment_digest, ~said_before())
        .where(Grade.grader_id == person.id, Grade.graded_at > clock.now() - timedelta(weeks=WEEKS))
        .where(Grade.graded_at == Grade.first_graded_at)
        .order_by(Grade.graded_at, Grade.id)
    )
    return [Given(*row[:5], is_own=bool(row[5])) for row in db.session.execute(statement)]
