"""What tutors say of works, and what is said back."""

from app.foundation import clock
from app.foundation.events import subscribe
from app.grading.events import GradeAnswered, GradeTakenBack, SubmissionReturned, WorkGraded
from app.grading.models import WorkKind
from app.grading.policy import ON_ITS_WAY, TAKE_BACK_WITHIN
from app.notifications.operations import tell, untell
from app.notifications.queries.works import name_of


@subscribe(WorkGraded)
def tell_of_a_grade(event: WorkGraded) -> None:
    """Not before the tutor's last moment to take it back is over."""
    tell(
        event.person_id,
        "regraded" if event.is_regrade else "graded",
        f"grade:{event.grade_id}",
        event.url,
        {"title": event.title, "work": event.kind, "grade": event.grade},
        thing=(event.kind, event.work_id),
        actor_id=event.grader_id,
        at=clock.now() + TAKE_BACK_WITHIN + ON_ITS_WAY,
    )


@subscribe(GradeTakenBack)
def tell_nothing_of_what_was_taken_back(event: GradeTakenBack) -> None:
    untell(event.person_id, f"grade:{event.grade_id}")


@subscribe(SubmissionReturned)
def tell_of_a_return(event: SubmissionReturned) -> None:
    title, url = name_of(WorkKind.SUBMISSION, event.submission_id)
    thing = (str(WorkKind.SUBMISSION), event.submission_id)
    about = f"return:{event.submission_id}:{event.version_number}"
    tell(event.person_id, "returned", about, url, {"title": title}, thing=thing, actor_id=event.tutor_id)


@subscribe(GradeAnswered)
def tell_of_an_answer(event: GradeAnswered) -> None:
    title, url = name_of(event.kind, event.work_id)
    tell(
        event.to_id,
        "answered",
        f"answer:{event.answer_id}",
        url,
        {"title": title},
        thing=(event.kind, event.work_id),
        gathers=f"{event.kind}:{event.work_id}",
        actor_id=event.author_id,
    )
