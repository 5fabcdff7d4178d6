"""The tutor's queue, and taking the next work from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.memberships import memberships_of
from app.classrooms.models import StaffRole
from app.foundation.access import permitted, viewer
from app.foundation.limits import limiter
from app.grading.models import DeskKind
from app.grading.operations import claim_ahead, claim_next, skip_work
from app.grading.policy import is_tutor
from app.grading.queries import Chosen, Pile, counts_by_kind, piles_of, queue_of
from app.grading.queries.lines import PAGE
from app.grading.routes.blueprint import A_PERSONS_PACE, address_of, filter_chosen, grading, keep_filter, work_named
from app.grading.routes.side import sitting_for
from app.opinions.queries import opinions_waiting

LEAST_BATCH = 2


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the queue."""

    chosen: Chosen
    number: int
    count: int

    def url_for(self, number: int) -> str:
        return queue_address(self.chosen, page=number)


@grading.get("/grading")
@permitted(is_tutor)
def queue() -> ResponseReturnValue:
    """What waits in the tutor's own classes, oldest first."""
    piles = piles_of(viewer())
    chosen = _asked(request.args, piles)
    keep_filter(chosen)
    counts = dict.fromkeys(DeskKind, 0) | counts_by_kind(piles)
    batches = [pile for pile in piles if pile.topic_id is not None and pile.count >= LEAST_BATCH]
    total = sum(pile.count for pile in piles if _is_in(pile, chosen))
    pages = _pages(chosen, total)
    classes = {held.classroom_id for held in memberships_of(viewer()) if held.role == StaffRole.TUTOR}
    return render_template(
        "grading/queue.html",
        lines=queue_of(viewer(), chosen, pages.number),
        chosen=chosen,
        counts=counts,
        batches=batches,
        oldest=min((pile.oldest for pile in piles), default=None),
        pages=pages,
        shows_classes=len(classes) > 1,
        opinions=opinions_waiting(viewer()),
        **sitting_for(viewer(), total),
    )


@grading.post("/grading/next")
@permitted(is_tutor)
@limiter.limit(A_PERSONS_PACE)
def take_next() -> ResponseReturnValue:
    """Take the oldest free work to the desk; `past` puts that one back for later, `ahead` lays ready what follows it."""
    if "only" in request.form:
        keep_filter(_asked(request.form, piles_of(viewer())))
    person_id = viewer().id
    ahead = work_named(request.form.get("ahead", ""))
    if ahead is not None:
        return _lay_ready(person_id, *ahead)
    past = work_named(request.form.get("past", ""))
    chosen = filter_chosen()
    work = skip_work(person_id, *past, chosen) if past else claim_next(person_id, chosen)
    if work is not None:
        return redirect(address_of(work, person_id))
    flash(_("后面没有等着批的了。") if past else _("现在没有等着批的。"), "good")
    return redirect(queue_address(filter_chosen()))


def queue_address(chosen: Chosen, page: int | None = None) -> str:
    """The queue with the choice in its address."""
    only = chosen.only if chosen.topic_id is None else None
    return url_for("grading.queue", only=only, topic=chosen.topic_id, page=page)


def _lay_ready(person_id: int, kind: str, work_id: int) -> ResponseReturnValue:
    """Where the next work is read, for a script that fetches it before it is needed."""
    work = claim_ahead(person_id, kind, work_id, filter_chosen())
    if work is None or work[0] == DeskKind.THREAD:
        return "", 204
    return redirect(f"{address_of(work, person_id)}?behind={kind}:{work_id}")


def _pages(chosen: Chosen, total: int) -> Pages:
    count = max(1, -(-total // PAGE))
    return Pages(chosen, min(max(1, request.args.get("page", 1, int)), count), count)


def _asked(asked: Mapping[str, str], piles: list[Pile]) -> Chosen:
    """What somebody wants to go through; a topic only while works on it wait."""
    topics = {str(pile.topic_id): pile.topic_id for pile in piles if pile.topic_id is not None}
    topic_id = topics.get(asked.get("topic", ""))
    if topic_id is not None:
        return Chosen(DeskKind.SUBMISSION, topic_id)
    only = asked.get("only")
    return Chosen(only if only in set(DeskKind) else None)


def _is_in(pile: Pile, chosen: Chosen) -> bool:
    if chosen.topic_id is not None:
        return pile.topic_id == chosen.topic_id
    return chosen.only in (None, pile.kind)
