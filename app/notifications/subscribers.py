"""Which events become whose notices; each stands or falls with the act that it tells of."""

from sqlalchemy import select

from app.assignments.models import Submission
from app.classrooms.models import Training
from app.courses.models import Topic
from app.discussions.events import ReplyPosted
from app.discussions.models import Post, Thread
from app.discussions.queries.posts import page_of
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.events import subscribe
from app.grading.events import GradeAnswered, SubmissionReturned, WorkGraded
from app.grading.models import WorkKind
from app.journals.models import Journal
from app.notifications.operations import tell
from app.rankings.events import WeekClosed
from app.rankings.models import BoardKind, Standing
from app.recommendations.events import ShowcaseConsented, WorkRecommended


@subscribe(WorkGraded)
def tell_of_a_grade(event: WorkGraded) -> None:
    title, url = _work(event.kind, event.work_id)
    kind = "regraded" if event.is_regrade else "graded"
    tell(
        event.person_id,
        kind,
        f"grade:{event.grade_id}",
        url,
        {"title": title, "work": event.kind, "grade": event.grade},
    )


@subscribe(SubmissionReturned)
def tell_of_a_return(event: SubmissionReturned) -> None:
    title, url = _work(WorkKind.SUBMISSION, event.submission_id)
    about = f"return:{event.submission_id}:{event.version_number}"
    tell(event.person_id, "returned", about, url, {"title": title})


@subscribe(GradeAnswered)
def tell_of_an_answer(event: GradeAnswered) -> None:
    title, url = _work(event.kind, event.work_id)
    tell(event.to_id, "answered", f"answer:{event.answer_id}", url, {"title": title})


@subscribe(WorkRecommended)
def ask_for_consent(event: WorkRecommended) -> None:
    title, url = _work(event.kind, event.work_id)
    tell(event.person_id, "recommended", f"recommendation:{event.recommendation_id}", url, {"title": title})


@subscribe(ShowcaseConsented)
def tell_of_consent(event: ShowcaseConsented) -> None:
    title, _url = _work(event.kind, event.work_id)
    about, url = f"consent:{event.recommendation_id}", f"/showcase/{event.recommendation_id}"
    tell(event.tutor_id, "consented", about, url, {"title": title})


@subscribe(ReplyPosted)
def tell_of_a_reply(event: ReplyPosted) -> None:
    concerned = {event.thread_author_id: "replied"}
    if event.quoted_author_id is not None:
        concerned[event.quoted_author_id] = "quoted"
    concerned.pop(event.author_id, None)
    title = db.session.scalar(select(Thread.title).where(Thread.id == event.thread_id)) or ""
    for person_id, kind in concerned.items():
        url = _post_url(event.thread_id, event.number)
        tell(person_id, kind, f"post:{event.post_id}", url, {"title": title})


@subscribe(WeekClosed)
def tell_of_honours(event: WeekClosed) -> None:
    winners = select(Standing.subject_id).where(
        Standing.closed_week_id == event.closed_week_id,
        Standing.board == BoardKind.LEARNERS,
        Standing.is_winner,
    )
    number = db.session.get_one(Training, event.training_id).number_of(Week.parse(event.week))
    for person_id in db.session.scalars(winners):
        url = f"/honours/{event.week}/learners/{person_id}"
        tell(person_id, "honoured", f"star:{event.training_id}:{event.week}", url, {"number": number})


def _work(kind: str, work_id: int) -> tuple[str, str]:
    """What a work is called and where it is read."""
    if kind == WorkKind.SUBMISSION:
        topic = select(Topic.title).join(Submission, Submission.topic_id == Topic.id).where(Submission.id == work_id)
        return db.session.scalar(topic) or "", f"/submissions/{work_id}"
    if kind == WorkKind.JOURNAL:
        return db.session.scalar(select(Journal.title).where(Journal.id == work_id)) or "", f"/journals/{work_id}"
    post = select(Thread.title, Post.thread_id, Post.number).join(Thread, Thread.id == Post.thread_id)
    title, thread_id, number = db.session.execute(post.where(Post.id == work_id)).one()
    return title, _post_url(thread_id, number)


def _post_url(thread_id: int, number: int) -> str:
    return f"/threads/{thread_id}?page={page_of(number)}#post-{number}"
