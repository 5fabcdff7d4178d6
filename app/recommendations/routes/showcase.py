"""The showcase that anybody may read."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.foundation.access import public, viewer
from app.foundation.markup import plain
from app.recommendations.policy import is_expert, is_project_team
from app.recommendations.queries import KINDS, PAGE, get_shown, is_concerned, material_of, showcase
from app.recommendations.routes.blueprint import Pages, page_asked, recommendations


@recommendations.get("/showcase")
@public
def list_shown() -> ResponseReturnValue:
    """Everything that its authors agreed to show, newest first."""
    kind = request.args.get("kind") if request.args.get("kind") in KINDS else None
    number, person = page_asked(), viewer()
    works, total = showcase(kind, number)
    return render_template(
        "recommendations/showcase.html",
        works=works,
        kind=kind,
        pages=Pages("recommendations.list_shown", {"kind": kind}, number, max(1, -(-total // PAGE))),
        picks=person is not None and is_expert(person),
        shows=person is not None and is_project_team(person),
    )


@recommendations.get("/showcase/<int:recommendation_id>")
@public
def shown(recommendation_id: int) -> ResponseReturnValue:
    """One work, for anybody."""
    whole, person = get_shown(recommendation_id), viewer()
    return render_template(
        "recommendations/shown.html",
        work=whole.shown,
        whole=whole,
        material=material_of(whole.shown),
        reason=plain(whole.shown.reason),
        word=plain(whole.word) if whole.word else None,
        may_take_back=person is not None and is_concerned(person, recommendation_id),
    )
