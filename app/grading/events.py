"""What tutors say, and what is said back."""

from dataclasses import dataclass

from app.foundation.events import Event, handed_over


@dataclass(frozen=True, slots=True)
class WorkGraded(Event):
    """`kind` is submission, journal or post; `is_regrade` when it supersedes an earlier grade."""

    grade_id: int
    kind: str
    work_id: int
    person_id: int
    grader_id: int
    grade: str
    is_regrade: bool
    title: str = handed_over("")
    url: str = handed_over("")


@dataclass(frozen=True, slots=True)
class GradeTakenBack(Event):
    """A grade was taken back within seconds: whoever would have been told of it is not told."""

    grade_id: int
    kind: str
    work_id: int
    person_id: int
    grader_id: int


@dataclass(frozen=True, slots=True)
class SubmissionReturned(Event):
    submission_id: int
    version_number: int
    person_id: int
    tutor_id: int


@dataclass(frozen=True, slots=True)
class GradeAnswered(Event):
    """Somebody wrote back about a grade; `to_id` is whom it concerns."""

    answer_id: int
    kind: str
    work_id: int
    author_id: int
    to_id: int
