"""Recommending a work on its page, the author's answer, and the showcase that anybody may read."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assignments.queries import get_submission
from app.foundation.access import public, signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.markup import plain
from app.foundation.transactions import once
from app.journals.queries import get_journal
from app.recommendations.forms import RecommendationForm
from app.recommendations.models import Recommendation
from app.recommendations.operations import consent_to_showing, reason_box, recommend_work, withdraw_recommendation
from app.recommendations.policy import may_recommend, may_withdraw
from app.recommendations.queries import PAGE, find_recommendation, get_recommendation, get_shown, showcase

recommendations = Blueprint("recommendations", __name__, template_folder="templates")
KINDS = ("submission", "journal")
A_PERSONS_PACE = "20/minute"


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the showcase."""

    kind: str | None
    number: int
    count: int

    def url_for(self, number: int) -> str:
        return url_for("recommendations.list_shown", kind=self.kind, page=number)


@recommendations.get("/showcase")
@public
def list_shown() -> ResponseReturnValue:
    """Everything that its authors agreed to show, newest first."""
    kind = request.args.get("kind") if request.args.get("kind") in KINDS else None
    number = min(max(1, request.args.get("page", 1, int)), 10_000)
    works, total = showcase(kind, number)
    pages = Pages(kind, number, max(1, -(-total // PAGE)))
    return render_template("recommendations/showcase.html", works=works, kind=kind, pages=pages)


@recommendations.get("/showcase/<int:recommendation_id>")
@public
def shown(recommendation_id: int) -> ResponseReturnValue:
    """One work, for anybody."""
    whole = get_shown(recommendation_id)
    return render_template(
        "recommendations/shown.html", work=whole.shown, whole=whole, reason=plain(whole.shown.reason)
    )


@recommendations.route("/<any(submissions, journals):works>/<int:work_id>/recommendation", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def recommend(works: str, work_id: int) -> ResponseReturnValue:
    """Recommend a work of one's own class, with a reason."""
    kind, person_id, here = works.removesuffix("s"), viewer().id, f"/{works}/{work_id}"
    title = _title_for_tutor(kind, work_id)
    form = RecommendationForm()
    if form.validate_on_submit():

        def work() -> str:
            recommend_work(person_id, kind, work_id, form.reason.data or "")
            return here

        try:
            target = once(form.once_key, "recommend", person_id, work)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("已经推荐，等作者同意后就会展示。"), "good")
            return redirect(target)
    page = render_template(
        "recommendations/recommend.html", form=form, title=title, here=here, box=reason_box(kind, work_id)
    )
    return page, 422 if form.was_sent else 200


@recommendations.post("/<any(submissions, journals):works>/<int:work_id>/recommendation/withdrawal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def withdraw(works: str, work_id: int) -> ResponseReturnValue:
    """Take a recommendation back, as a tutor of the class."""
    kind = works.removesuffix("s")
    _readable(kind, work_id)
    found = find_recommendation(kind, work_id)
    if found is None:
        raise NotFound
    if not may_withdraw(viewer(), found):
        raise Forbidden
    withdraw_recommendation(found.id, viewer().id)
    flash(_("推荐已经撤回，不再展示。"), "good")
    return redirect(f"/{works}/{work_id}")


@recommendations.post("/recommendations/<int:recommendation_id>/consent")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def consent(recommendation_id: int) -> ResponseReturnValue:
    """The author agrees to have the work shown."""
    here = _own_work(recommendation_id)
    consent_to_showing(recommendation_id, viewer().id)
    flash(_("谢谢您！作品已经放进展示，随时可以收回。"), "good")
    return redirect(here)


@recommendations.post("/recommendations/<int:recommendation_id>/consent/withdrawal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def decline(recommendation_id: int) -> ResponseReturnValue:
    """The author declines, or takes an agreement back."""
    here = _own_work(recommendation_id)
    withdraw_recommendation(recommendation_id, viewer().id)
    flash(_("好的，不展示这份作品。"), "good")
    return redirect(here)


@recommendations.app_context_processor
def rights() -> dict[str, Any]:
    """What the page of a work asks about recommending it."""
    return {"may_recommend": may_recommend, "may_withdraw_recommendation": may_withdraw}


def _own_work(recommendation_id: int) -> str:
    found = get_recommendation(recommendation_id, Recommendation.person_id == viewer().id)
    return f"/{found.kind}s/{found.work_id}"


def _readable(kind: str, work_id: int) -> tuple[str, int, int]:
    """Title, author and class of a work that the viewer may read."""
    if kind == "submission":
        submission = get_submission(work_id, viewer())
        return submission.topic.title, submission.person_id, submission.classroom_id
    journal = get_journal(work_id, viewer())
    return journal.title, journal.person_id, journal.classroom_id


def _title_for_tutor(kind: str, work_id: int) -> str:
    title, author_id, classroom_id = _readable(kind, work_id)
    if not may_recommend(viewer(), author_id, classroom_id):
        raise Forbidden
    return title
