"""What the project team puts on the home page."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.queries import find_training_of
from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.clock import SHANGHAI, local_day
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.people.policy import is_project_team
from app.recommendations.forms import ShowingForm
from app.recommendations.operations import end_showing, show_on_home_page
from app.recommendations.queries import PLACES, beyond_the_home_page, get_showable, picked_in
from app.recommendations.routes.blueprint import A_PERSONS_PACE, recommendations

USUAL = timedelta(days=7)


@recommendations.get("/showings")
@permitted(is_project_team)
def desk() -> ResponseReturnValue:
    """Picked works, and which of them the home page shows."""
    works, today = picked_in(viewer()), _today()
    return render_template(
        "recommendations/showings.html",
        on=sorted((one for one in works if one.until and one.until >= today), key=lambda one: one.position or 0),
        beyond=beyond_the_home_page(viewer(), today),
        places=PLACES,
        off=[one for one in works if one.until is None or one.until < today],
    )


@recommendations.route("/recommendations/<int:recommendation_id>/showing", methods=["GET", "POST"])
@permitted(is_project_team)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def show(recommendation_id: int) -> ResponseReturnValue:
    """Show a picked work on the home page: in which place, until which day."""
    whole, member_id = get_showable(recommendation_id, viewer()), viewer().id
    form = ShowingForm(data={"position": 1, "until": _today() + USUAL})
    if form.validate_on_submit():

        def work() -> str:
            show_on_home_page(recommendation_id, member_id, form.position.data, form.until.data)
            return url_for("recommendations.desk")

        try:
            target = once(form.once_key, "show", member_id, work)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("已经放上首页。"), "good")
            return redirect(target)
    page = render_template("recommendations/show.html", form=form, work=whole.shown, whole=whole)
    return page, 422 if form.was_sent else 200


@recommendations.post("/recommendations/<int:recommendation_id>/showing/withdrawal")
@permitted(is_project_team)
@limiter.limit(A_PERSONS_PACE)
def take_down(recommendation_id: int) -> ResponseReturnValue:
    """Take a work from the home page."""
    get_showable(recommendation_id, viewer())
    end_showing(recommendation_id, viewer().id)
    flash(_("已经从首页取下。"), "good")
    return redirect(url_for("recommendations.desk"))


def _today() -> date:
    training = find_training_of(viewer())
    return local_day(clock.now(), training.time_zone if training else SHANGHAI)
