"""Giving somebody a role over a part of the tree, and ending it."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.administration.forms.people import PlainForm, RoleForm
from app.administration.operations.roles import end_role, give_role
from app.administration.policy import administers
from app.administration.queries.people import get_administered, may_act_on
from app.administration.queries.places import places_for
from app.administration.routes.blueprint import A_PERSONS_PACE, administration, taken
from app.foundation.access import permitted, viewer
from app.foundation.errors import Forbidden
from app.foundation.limits import limiter
from app.people.models import Role
from app.people.policy import is_project_team


@administration.route("/administration/people/<int:person_id>/roles", methods=["GET", "POST"])
@permitted(administers)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def roles(person_id: int) -> ResponseReturnValue:
    found, by_id = get_administered(person_id, viewer()), viewer().id
    if person_id == by_id or not may_act_on(viewer(), person_id):
        raise Forbidden
    offered = [Role.AREA_ADMINISTRATOR, Role.EXPERT, Role.PROJECT_TEAM] if is_project_team(viewer()) else []
    form = RoleForm(offered or [Role.AREA_ADMINISTRATOR], places_for(viewer()))

    def work() -> str:
        give_role(by_id, person_id, Role(form.role.data), form.place.data)
        return url_for("administration.person", person_id=person_id)

    answer = taken(form, "give role", work, _("职务已经给出，对方重新登录以后生效。"))
    page = render_template("administration/roles.html", person=found, form=form)
    return answer or (page, 422 if form.was_sent else 200)


@administration.post("/administration/people/<int:person_id>/roles/<int:role_id>/ends")
@permitted(administers)
@limiter.limit(A_PERSONS_PACE)
def end(person_id: int, role_id: int) -> ResponseReturnValue:
    get_administered(person_id, viewer())
    by_id, form = viewer().id, PlainForm()

    def work() -> str:
        end_role(by_id, person_id, role_id)
        return url_for("administration.person", person_id=person_id)

    answer = taken(form, "end role", work, _("职务已经结束，从前做过的都留着。"))
    if answer:
        return answer
    return render_template("administration/refused.html", form=form, person_id=person_id), 422
