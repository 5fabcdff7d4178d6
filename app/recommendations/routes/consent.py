"""The author's answer to a recommendation."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import signed_in, viewer
from app.foundation.limits import limiter
from app.foundation.markup import plain
from app.recommendations.models import Recommendation
from app.recommendations.operations import consent_to_showing, withdraw_recommendation
from app.recommendations.policy import may_consent, may_withdraw
from app.recommendations.queries import get_concerned, get_recommendation
from app.recommendations.routes.blueprint import A_PERSONS_PACE, recommendations


@recommendations.get("/recommendations/<int:recommendation_id>")
@signed_in
def one(recommendation_id: int) -> ResponseReturnValue:
    """A recommendation with its reason, for its author and its tutors."""
    found = get_concerned(recommendation_id, viewer())
    return render_template(
        "recommendations/recommendation.html",
        recommendation=found,
        reason=plain(found.reason),
        is_author=may_consent(viewer(), found),
        is_tutor=may_withdraw(viewer(), found),
        here=_place_of(found),
    )


@recommendations.post("/recommendations/<int:recommendation_id>/consent")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def consent(recommendation_id: int) -> ResponseReturnValue:
    """The author agrees to have the work shown, with their name or without."""
    here = _own_work(recommendation_id)
    consent_to_showing(recommendation_id, viewer().id, is_nameless=bool(request.form.get("nameless")))
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


def _own_work(recommendation_id: int) -> str:
    return _place_of(get_recommendation(recommendation_id, Recommendation.person_id == viewer().id))


def _place_of(found: Recommendation) -> str:
    return f"/{found.kind}s/{found.work_id}"
