"""Letting a job look for what is due, now."""

from app.administration.events import JobStarted
from app.administration.policy import leads
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound
from app.foundation.events import record
from app.foundation.jobs import Job, note_failure, run_due, scheduled_jobs
from app.foundation.transactions import transaction
from app.people.queries import get_person


def start_job(by_id: int, name: str) -> Job:
    """Write down who started which job; `do_now` does it once that is kept."""
    job = next((job for job in scheduled_jobs() if job.name == name), None)
    if job is None:
        raise NotFound
    with transaction():
        if not leads(get_person(by_id)):
            raise Forbidden
        record(JobStarted(name), by_id)
    return job


def do_now(job: Job) -> list[tuple[str, str, str]] | None:
    """Do what is due; gives what was done, or None if the job broke. What was done before is not done again."""
    try:
        return run_due([job], clock.now())
    except Exception as fault:
        note_failure(job.name, fault)
        return None
