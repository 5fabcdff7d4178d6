"""Recommending a work, agreeing to have it shown, taking it back."""

from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select

from app.assignments.models import Submission, SubmissionState
from app.bulletins.models import Bulletin
from app.discussions.models import Post, Thread
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.foundation.typed import nothing_written, refuse_unfit
from app.journals.models import Journal
from app.people.queries import get_person
from app.recommendations.events import RecommendationWithdrawn, ShowcaseConsented, WorkRecommended
from app.recommendations.models import Pick, Recommendation, Showing
from app.recommendations.operations.steps import end_steps, held_recommendation
from app.recommendations.policy import may_consent, may_recommend, may_recommend_bulletin, may_withdraw
from app.resources.models import Resource

LONGEST_REASON = 1_000


class _Work(NamedTuple):
    person_id: int
    training_id: int
    classroom_id: int


def reason_box(kind: str, work_id: int) -> str:
    return f"recommendation:{kind}:{work_id}"


def recommend_work(tutor_id: int, kind: str, work_id: int, reason: str) -> Recommendation:
    """Recommend a work once; the author is asked, and nothing is shown before they agree."""
    with transaction() as session:
        work = _held(kind, work_id)
        may = may_recommend_bulletin if kind == "bulletin" else may_recommend
        if not may(get_person(tutor_id), work.person_id, work.classroom_id):
            raise Forbidden
        refuse_unfit(reason, "reason", LONGEST_REASON, empty=nothing_written())
        if session.scalars(select(Recommendation.id).where(*_standing(kind, work_id))).first():
            raise Refused(_("这份作品已经推荐过了。"), "reason")
        recommendation = Recommendation(
            kind=kind, work_id=work_id, training_id=work.training_id, classroom_id=work.classroom_id,
            person_id=work.person_id, recommended_by_id=tutor_id, reason=reason, recommended_at=clock.now(),
        )  # fmt: skip
        session.add(recommendation)
        session.flush()
        settle_drafts(tutor_id, reason_box(kind, work_id))
        record(WorkRecommended(recommendation.id, kind, work_id, work.person_id, tutor_id), tutor_id)
        return recommendation


def consent_to_showing(recommendation_id: int, person_id: int, *, is_nameless: bool = False) -> Recommendation:
    """Agree to have one's work shown to everybody, with one's name or without; a second time changes nothing."""
    with transaction():
        recommendation = held_recommendation(recommendation_id)
        if not may_consent(get_person(person_id), recommendation):
            raise Forbidden
        if recommendation.withdrawn_at is not None:
            raise Refused(_("这份推荐已经撤回了。"))
        if recommendation.consented_at is None:
            recommendation.consented_at, recommendation.is_nameless = clock.now(), is_nameless
            record(
                ShowcaseConsented(
                    recommendation.id,
                    recommendation.kind,
                    recommendation.work_id,
                    person_id,
                    recommendation.recommended_by_id,
                ),
                person_id,
            )
        return recommendation


def withdraw_recommendation(recommendation_id: int, person_id: int) -> Recommendation:
    """Take it back, as its tutor or as the author at any time; a second time changes nothing."""
    with transaction():
        recommendation = held_recommendation(recommendation_id)
        person = get_person(person_id)
        if not (may_withdraw(person, recommendation) or may_consent(person, recommendation)):
            raise Forbidden
        if recommendation.withdrawn_at is None:
            recommendation.withdrawn_at = clock.now()
            end_steps(recommendation_id, person_id, Showing, Pick)
            kind, work_id = recommendation.kind, recommendation.work_id
            record(RecommendationWithdrawn(recommendation.id, kind, work_id, person_id), person_id)
        return recommendation


def _held(kind: str, work_id: int) -> _Work:
    """A submission that is with the tutor, a published journal, a bulletin, or a thread or resource that is shown."""
    work: Submission | Journal | None
    if kind == "submission":
        at_hand = Submission.state.in_((SubmissionState.HANDED_IN, SubmissionState.GRADED))
        work = locked(Submission, Submission.id == work_id, at_hand)
    elif kind == "thread":
        return _held_thread(work_id)
    elif kind == "bulletin":
        return _held_bulletin(work_id)
    elif kind == "resource":
        return _held_resource(work_id)
    else:
        work = locked(Journal, Journal.id == work_id, Journal.published_at.is_not(None))
    if work is None:
        raise NotFound
    return _Work(work.person_id, work.training_id, work.classroom_id)


def _held_thread(thread_id: int) -> _Work:
    """A thread belongs to the class in which its author was when starting it, on a board too."""
    thread = locked(Thread, Thread.id == thread_id, Thread.hidden_at.is_(None))
    opening = locked(Post, Post.thread_id == thread_id, Post.number == 1, Post.hidden_at.is_(None))
    if thread is None or opening is None or opening.classroom_id is None:
        raise NotFound
    return _Work(thread.author_id, thread.training_id, opening.classroom_id)


def _held_bulletin(bulletin_id: int) -> _Work:
    bulletin = locked(Bulletin, Bulletin.id == bulletin_id, Bulletin.hidden_at.is_(None))
    if bulletin is None:
        raise NotFound
    return _Work(bulletin.author_id, bulletin.training_id, bulletin.classroom_id)


def _held_resource(resource_id: int) -> _Work:
    """A resource belongs to the class in which its author was when sharing it."""
    resource = locked(Resource, Resource.id == resource_id, Resource.withdrawn_at.is_(None))
    if resource is None or resource.classroom_id is None:
        raise NotFound
    return _Work(resource.person_id, resource.training_id, resource.classroom_id)


def _standing(kind: str, work_id: int) -> list[ColumnElement[bool]]:
    return [Recommendation.kind == kind, Recommendation.work_id == work_id, Recommendation.withdrawn_at.is_(None)]
