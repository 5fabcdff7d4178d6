"""Works of one's own that lie under a former account."""

from flask import render_template

from app.foundation.access import signed_in, viewer
from app.roster.queries.earlier import earlier_works
from app.roster.routes.blueprint import roster


@roster.get("/me/earlier-works")
@signed_in
def earlier() -> str:
    return render_template("roster/earlier.html", works=earlier_works(viewer()))
