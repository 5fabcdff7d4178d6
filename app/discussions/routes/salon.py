"""The salon of a class: its threads, and starting one."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.discussions.policy import may_lead, may_start_in
from app.discussions.queries import get_salon, threads_in
from app.discussions.queries.rooms import Salon
from app.discussions.routes.blueprint import A_PERSONS_PACE, discussions, filter_asked, page_asked, pager
from app.discussions.routes.starting import Home, answer_new_thread
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden
from app.foundation.limits import limiter
from app.moderation.queries import waiting_count


@discussions.route("/classrooms/<code>/salon")
@signed_in
def salon(code: str) -> ResponseReturnValue:
    """The threads of a class's salon, newest talk first."""
    shown = get_salon(code, viewer())
    only = filter_asked()
    page = threads_in(("classroom_id", shown.id), shown.room, viewer(), only, page_asked())
    return render_template(
        "discussions/salon.html",
        salon=shown,
        crumbs=_way_to(shown),
        only=only,
        threads=page.threads,
        may_start=may_start_in(viewer(), shown.room),
        reports=waiting_count(viewer(), shown.id) if may_lead(viewer(), shown.room) else 0,
        pager=pager("discussions.salon", page.number, page.count, code=code, only=only),
    )


@discussions.route("/classrooms/<code>/salon/new", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new_salon_thread(code: str) -> ResponseReturnValue:
    """Start a thread, perhaps from a question of a topic."""
    shown = get_salon(code, viewer())
    if not may_start_in(viewer(), shown.room):
        raise Forbidden
    crumbs = [*_way_to(shown), (_("班级沙龙"), url_for("discussions.salon", code=code))]
    return answer_new_thread(Home(shown.name, url_for("discussions.salon", code=code), crumbs, classroom_id=shown.id))


def _way_to(salon: Salon) -> list[tuple[str, str | None]]:
    return [(salon.name, f"/classrooms/{salon.code}")]
