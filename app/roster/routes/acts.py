"""Taking back what was done: what will happen, what stands in the way, one button."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import permitted, viewer
from app.foundation.limits import limiter
from app.people.queries import get_person
from app.roster.forms import ConfirmForm
from app.roster.models import RosterAct
from app.roster.operations.undoing import undo_act
from app.roster.policy import runs_rosters
from app.roster.queries.acts import get_act
from app.roster.queries.traces import hindrances_of
from app.roster.routes.blueprint import A_PERSONS_PACE, done, roster
from app.roster.wording import ACTS, hindrance_words


@roster.get("/roster/acts/<int:act_id>")
@permitted(runs_rosters)
def act(act_id: int) -> ResponseReturnValue:
    return _page(get_act(act_id, viewer()), ConfirmForm())


@roster.post("/roster/acts/<int:act_id>/undoing")
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE)
def undo(act_id: int) -> ResponseReturnValue:
    found, person_id, form = get_act(act_id, viewer()), viewer().id, ConfirmForm()
    if form.validate_on_submit():
        place = _home(found)

        def work() -> str:
            undo_act(person_id, act_id)
            return place

        target = done(form, "undo-roster-act", work)
        if target:
            flash(_("已经撤销，一切和之前一样。"), "good")
            return redirect(target)
    return _page(get_act(act_id, viewer()), form)


def _home(found: RosterAct) -> str:
    if found.import_id is not None:
        return url_for("roster.show_import", import_id=found.import_id)
    return url_for("roster.person", person_id=found.person_id)


def _page(found: RosterAct, form: ConfirmForm) -> ResponseReturnValue:
    hindrances = hindrances_of(found) if found.undone_at is None else []
    subject = get_person(found.person_id).name if found.person_id else ""
    page = render_template(
        "roster/act.html", act=found, form=form, home=_home(found), hindrances=hindrance_words(hindrances),
        subject=subject, acts=ACTS,
    )  # fmt: skip
    return page, 422 if form.was_sent else 200
