"""The tutor's queue, and taking the next work from it."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.memberships import memberships_of
from app.classrooms.models import StaffRole
from app.foundation.access import permitted, viewer
from app.foundation.limits import limiter
from app.grading.models import DeskKind
from app.grading.operations import claim_next, release_claim
from app.grading.policy import is_tutor
from app.grading.queries import piles_of, queue_of
from app.grading.queries.lines import PAGE
from app.grading.routes.blueprint import A_PERSONS_PACE, address_of, filter_chosen, grading, keep_filter


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the queue."""

    only: str | None
    number: int
    count: int

    def url_for(self, number: int) -> str:
        return url_for("grading.queue", only=self.only, page=number)


@grading.get("/grading")
@permitted(is_tutor)
def queue() -> ResponseReturnValue:
    """What waits in the tutor's own classes, oldest first."""
    only = _kind(request.args.get("only"))
    keep_filter(only)
    piles = piles_of(viewer())
    counts: dict[str, int] = {kind: piles[kind].count if kind in piles else 0 for kind in DeskKind}
    pages = _pages(only, counts[only] if only else sum(counts.values()))
    lines = queue_of(viewer(), only, pages.number)
    classes = {held.classroom_id for held in memberships_of(viewer()) if held.role == StaffRole.TUTOR}
    return render_template(
        "grading/queue.html",
        lines=lines,
        only=only,
        counts=counts,
        oldest=min((pile.oldest for pile in piles.values()), default=None),
        pages=pages,
        shows_classes=len(classes) > 1,
    )


@grading.post("/grading/next")
@permitted(is_tutor)
@limiter.limit(A_PERSONS_PACE)
def take_next() -> ResponseReturnValue:
    """Take the oldest free work to the desk; with `past`, put that one back and go on behind it."""
    if "only" in request.form:
        keep_filter(_kind(request.form["only"]))
    past = _work(request.form.get("past", ""))
    person_id = viewer().id
    if past is not None:
        release_claim(*past, tutor_id=person_id)
    work = claim_next(person_id, filter_chosen(), past)
    if work is not None:
        return redirect(address_of(work, person_id))
    flash(_("后面没有等着批的了。") if past else _("现在没有等着批的。"), "good")
    return redirect(url_for("grading.queue", only=filter_chosen()))


def _pages(only: str | None, total: int) -> Pages:
    count = max(1, -(-total // PAGE))
    return Pages(only, min(max(1, request.args.get("page", 1, int)), count), count)


def _kind(asked: str | None) -> str | None:
    return asked if asked in set(DeskKind) else None


def _work(asked: str) -> tuple[str, int] | None:
    """A work as the form of the page names it, such as `journal:12`."""
    kind, _mark, number = asked.partition(":")
    is_number = number.isascii() and number.isdecimal() and len(number) < 19
    return (kind, int(number)) if kind in set(DeskKind) and is_number else None
