"""The one entry: what there is to run, and where to find people."""

from flask import render_template

from app.administration.policy import administers, leads
from app.administration.queries.trainings import trainings_for
from app.administration.routes.blueprint import administration
from app.foundation.access import permitted, viewer
from app.people.policy import is_project_team


@administration.get("/administration")
@permitted(administers)
def overview() -> str:
    return render_template(
        "administration/overview.html",
        trainings=trainings_for(viewer()), is_team=is_project_team(viewer()), leads=leads(viewer()),
    )  # fmt: skip
