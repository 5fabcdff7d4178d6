"""One resource, and its files."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.foundation.access import signed_in, viewer
from app.foundation.downloads import send_stored
from app.foundation.markup import plain
from app.recommendations.policy import may_recommend
from app.recommendations.queries import find_recommendation
from app.resources.policy import may_edit, may_moderate, may_rate, may_report, may_use
from app.resources.queries import ResourceShown, files_of, get_file, get_resource, twins_of, waiting_reports_about
from app.resources.routes.blueprint import resources
from app.resources.scores import STARS


@resources.get("/resources/<int:resource_id>")
@signed_in
def one(resource_id: int) -> str:
    """What it is, whose it is, how one may use it; the whole of it for whoever opened it."""
    return resource_page(get_resource(resource_id, viewer()))


@resources.get("/resources/<int:resource_id>/files/<int:file_id>")
@signed_in
def file(resource_id: int, file_id: int) -> ResponseReturnValue:
    """A file as it was checked; with `small` the picture of it that its page shows."""
    small = "small" in request.args
    found = get_file(resource_id, file_id, viewer(), small=small)
    return send_stored(found, inline=small, cache="private, no-cache" if small else "private, no-store")


def resource_page(resource: ResourceShown) -> str:
    person, author = viewer(), resource.person_id
    may_decide = may_moderate(person, author, resource.classroom_id, resource.place_code)
    recommends = may_recommend(person, author, resource.classroom_id) and resource.withdrawn_at is None
    is_open = resource.used_at is not None or not may_use(person, author) or may_decide
    return render_template(
        "resources/one.html",
        resource=resource,
        description=plain(resource.description),
        files=files_of(resource.id),
        twins=twins_of(resource.id),
        is_open=is_open,
        is_mine=person.id == author,
        may_edit=may_edit(person, author, is_withdrawn=resource.withdrawn_at is not None),
        may_rate=may_rate(person, author, has_used=resource.used_at is not None),
        may_report=may_report(person, author),
        may_decide=may_decide,
        recommends=recommends,
        recommendation=find_recommendation("resource", resource.id) if recommends or person.id == author else None,
        waiting=waiting_reports_about(resource.id) if may_decide else [],
        all_stars=list(STARS),
    )
