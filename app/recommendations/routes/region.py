"""What the expert of a region chooses from."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import LARGEST_ID, permitted, viewer
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.people.policy import is_expert
from app.recommendations.forms import PickForm
from app.recommendations.operations import pick_work, withdraw_pick
from app.recommendations.queries import (
    KINDS,
    PAGE,
    Chosen,
    classes_with_recommendations,
    get_pickable,
    material_of,
    recommended_in,
)
from app.recommendations.routes.blueprint import A_PERSONS_PACE, Pages, page_asked, recommendations


@recommendations.get("/recommendations")
@permitted(is_expert)
def in_region() -> ResponseReturnValue:
    """Recommended works of the expert's region whose authors agreed, those not yet picked first."""
    kind = request.args.get("kind") if request.args.get("kind") in KINDS else None
    room = request.args.get("class", None, int)
    chosen = Chosen(kind, room if room is not None and 0 < room <= LARGEST_ID else None)
    number = page_asked()
    works, total = recommended_in(viewer(), chosen, number)
    asked = {"kind": kind, "class": chosen.classroom_id}
    return render_template(
        "recommendations/region.html",
        works=works,
        chosen=chosen,
        classes=classes_with_recommendations(viewer()),
        pages=Pages("recommendations.in_region", asked, number, max(1, -(-total // PAGE))),
    )


@recommendations.route("/recommendations/<int:recommendation_id>/pick", methods=["GET", "POST"])
@permitted(is_expert)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def pick(recommendation_id: int) -> ResponseReturnValue:
    """Pick a work of one's region, with a word of one's own."""
    whole, expert_id = get_pickable(recommendation_id, viewer()), viewer().id
    form = PickForm()
    if form.validate_on_submit():

        def work() -> str:
            pick_work(recommendation_id, expert_id, form.word.data or "")
            return url_for("recommendations.in_region")

        try:
            target = once(form.once_key, "pick", expert_id, work)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("选好了，项目组会看到。"), "good")
            return redirect(target)
    page = render_template(
        "recommendations/pick.html",
        form=form,
        whole=whole,
        work=whole.shown,
        material=material_of(whole.shown),
        box=f"pick:{recommendation_id}",
    )
    return page, 422 if form.was_sent else 200


@recommendations.post("/recommendations/<int:recommendation_id>/pick/withdrawal")
@permitted(is_expert)
@limiter.limit(A_PERSONS_PACE)
def take_pick_back(recommendation_id: int) -> ResponseReturnValue:
    """Take a pick back; it leaves the home page at once."""
    get_pickable(recommendation_id, viewer())
    withdraw_pick(recommendation_id, viewer().id)
    flash(_("已经收回，首页上也不再展示。"), "good")
    return redirect(url_for("recommendations.in_region"))
