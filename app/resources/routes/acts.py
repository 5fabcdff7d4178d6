"""What others do with a resource: each is done once, however often it is pressed."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import LARGEST_ID, signed_in, viewer
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.resources.forms import RatingForm
from app.resources.operations import keep_resource, let_resource_go, rate_resource, use_resource
from app.resources.queries import get_file, get_resource
from app.resources.routes.blueprint import A_BROWSERS_PACE, A_PERSONS_PACE, resources


@resources.post("/resources/<int:resource_id>/uses")
@signed_in
@limiter.limit(A_BROWSERS_PACE)
def use(resource_id: int) -> ResponseReturnValue:
    """Open it, or download one of its files; from then on the page shows all of it."""
    resource = get_resource(resource_id, viewer())
    file_id = request.form.get("file", 0, int)
    if 0 < file_id <= LARGEST_ID:
        get_file(resource.id, file_id, viewer(), small=False)
    use_resource(viewer().id, resource.id)
    if 0 < file_id <= LARGEST_ID:
        return redirect(url_for("resources.file", resource_id=resource.id, file_id=file_id))
    return redirect(url_for("resources.one", resource_id=resource.id, _anchor="content"))


@resources.post("/resources/<int:resource_id>/ratings")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def rate(resource_id: int) -> ResponseReturnValue:
    """Give it stars, or others than before."""
    resource, form = get_resource(resource_id, viewer()), RatingForm()
    if not form.validate_on_submit():
        raise Refused(_("请选一到五颗星。"))
    rate_resource(viewer().id, resource.id, form.stars.data)
    flash(_("谢谢您的评分。"), "good")
    return _back(resource.id)


@resources.post("/resources/<int:resource_id>/favourite")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def keep(resource_id: int) -> ResponseReturnValue:
    """Put it among one's favourites."""
    resource = get_resource(resource_id, viewer())
    keep_resource(viewer().id, resource.id)
    flash(_("收藏好了，在“我的收藏”里找得到。"), "good")
    return _back(resource.id)


@resources.post("/resources/<int:resource_id>/favourite/removal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def let_go(resource_id: int) -> ResponseReturnValue:
    """Take it out again."""
    resource = get_resource(resource_id, viewer())
    let_resource_go(viewer().id, resource.id)
    return _back(resource.id)


def _back(resource_id: int) -> ResponseReturnValue:
    return redirect(url_for("resources.one", resource_id=resource_id))
