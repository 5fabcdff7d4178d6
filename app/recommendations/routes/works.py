"""Recommending a work, a thread or a resource of one's own class, and taking that back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.assignments.queries import get_submission
from app.bulletins.queries import get_bulletin
from app.discussions.queries import get_thread
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.journals.queries import get_journal
from app.recommendations.forms import RecommendationForm
from app.recommendations.operations import reason_box, recommend_work, withdraw_recommendation
from app.recommendations.policy import may_recommend, may_recommend_bulletin, may_withdraw
from app.recommendations.queries import class_of_opening, find_recommendation
from app.recommendations.routes.blueprint import A_PERSONS_PACE, recommendations
from app.resources.queries import get_resource


@recommendations.route(
    "/bulletins/<int:work_id>/recommendation", methods=["GET", "POST"], defaults={"works": "bulletins"}
)
@recommendations.route(
    "/resources/<int:work_id>/recommendation", methods=["GET", "POST"], defaults={"works": "resources"}
)
@recommendations.route(
    "/<any(submissions, journals, threads):works>/<int:work_id>/recommendation", methods=["GET", "POST"]
)
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def recommend(works: str, work_id: int) -> ResponseReturnValue:
    """Recommend a work of one's own class, with a reason; one that is recommended already leads to that."""
    kind, person_id, here = works.removesuffix("s"), viewer().id, f"/{works}/{work_id}"
    title = _title_for_tutor(kind, work_id)
    standing = find_recommendation(kind, work_id)
    if standing is not None and request.method == "GET":
        return redirect(url_for("recommendations.one", recommendation_id=standing.id))
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


@recommendations.post("/bulletins/<int:work_id>/recommendation/withdrawal", defaults={"works": "bulletins"})
@recommendations.post("/resources/<int:work_id>/recommendation/withdrawal", defaults={"works": "resources"})
@recommendations.post("/<any(submissions, journals, threads):works>/<int:work_id>/recommendation/withdrawal")
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


def _readable(kind: str, work_id: int) -> tuple[str, int, int | None]:
    """Title, author and class of a work that the viewer may read."""
    if kind == "submission":
        submission = get_submission(work_id, viewer())
        return submission.topic.title, submission.person_id, submission.classroom_id
    if kind == "thread":
        thread = get_thread(work_id, viewer())
        return thread.title, thread.author_id, class_of_opening(thread.id)
    if kind == "bulletin":
        bulletin = get_bulletin(work_id, viewer())
        return bulletin.title, bulletin.author_id, bulletin.classroom_id
    if kind == "resource":
        resource = get_resource(work_id, viewer())
        if resource.withdrawn_at is not None:
            raise NotFound
        return resource.title, resource.person_id, resource.classroom_id
    journal = get_journal(work_id, viewer())
    return journal.title, journal.person_id, journal.classroom_id


def _title_for_tutor(kind: str, work_id: int) -> str:
    title, author_id, classroom_id = _readable(kind, work_id)
    may = may_recommend_bulletin if kind == "bulletin" else may_recommend
    if not may(viewer(), author_id, classroom_id):
        raise Forbidden
    return title
