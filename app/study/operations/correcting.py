"""Adding what was read though it was not heard: a correction is a further interval, never a changed one."""

from datetime import datetime

from sqlalchemy import select

from app.classrooms.models import Training
from app.foundation.bulk import add_rows
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.study.ledger import COUNTING, Span, Verdict, instant_of, seconds_of, split_by_day, uncovered
from app.study.models import StudyInterval
from app.study.operations.entering import take_turn
from app.study.operations.rebuilding import Day, rebuild_days, rebuild_progress
from app.study.queries.spans import LONGEST_COUNTED
from app.study.queries.waiting import newest_interval


def correct_stretch(
    person_id: int, training: Training, classroom_id: int, topic_id: int, section: str, started_at: datetime,
    ended_at: datetime, why: str,
) -> int:  # fmt: skip
    """Count what of a stretch had not counted, and give how many seconds that is; `why` names the correction, once."""
    with transaction():
        take_turn()
        before = newest_interval()
        missing = uncovered(seconds_of(started_at), seconds_of(ended_at), _counted(person_id, started_at, ended_at))
        days = split_by_day([Span(start, end, Verdict.CORRECTED) for start, end in missing], training.time_zone)
        spans = [span for parts in days.values() for span in parts]
        rows = [
            {
                "person_id": person_id, "training_id": training.id, "classroom_id": classroom_id, "topic_id": topic_id,
                "section": section, "visit": why, "sequence": number, "started_at": instant_of(span.start),
                "ended_at": instant_of(span.end), "verdict": str(span.verdict), "moves": 0,
            }
            for number, span in enumerate(spans)
        ]  # fmt: skip
        add_rows(StudyInterval, rows)
        for day in days:
            rebuild_days(Day(training.id, day, training.time_zone), since=before)
        rebuild_progress(before, {})
        return sum(span.seconds for span in spans)


def _counted(person_id: int, started_at: datetime, ended_at: datetime) -> list[tuple[int, int]]:
    """What counts already around a stretch, from when until when."""
    statement = select(StudyInterval.started_at, StudyInterval.ended_at).where(
        StudyInterval.person_id == person_id,
        StudyInterval.started_at < ended_at,
        StudyInterval.ended_at > started_at,
        StudyInterval.started_at >= started_at - LONGEST_COUNTED,
        StudyInterval.verdict.in_(COUNTING),
    )
    return [(seconds_of(began), seconds_of(ended)) for began, ended in db.session.execute(statement)]
