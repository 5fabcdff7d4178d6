"""One's own drafts: what waits to be sent, the versions of one text, and going back to one of them."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.queries import find_training_of
from app.drafts.differences import difference, side_of
from app.drafts.operations import put_away_drafts, restore_version
from app.drafts.queries import find_drafts, find_newest, get_version, settled_drafts, unsent_drafts, versions_of
from app.drafts.routes.blueprint import demand_box, drafts
from app.foundation.access import LARGEST_ID, local_path, signed_in, viewer
from app.foundation.clock import SHANGHAI
from app.foundation.errors import NotFound
from app.foundation.limits import limiter

A_PERSONS_PACE = "20/minute"


@drafts.get("/me/drafts")
@signed_in
def own() -> ResponseReturnValue:
    """Everything that was begun and not sent, and below it what was sent or put away lately."""
    lines = unsent_drafts(viewer().id)
    settled = settled_drafts(viewer().id, lines)
    return render_template("drafts/own.html", lines=lines, settled=settled, zone=_zone())


@drafts.get("/me/drafts/<box>")
@signed_in
def versions(box: str) -> ResponseReturnValue:
    """The versions of one text, those that were handed in lately too."""
    demand_box(box)
    lines = versions_of(viewer().id, box)
    if not lines:
        raise NotFound
    standing = [draft.id for draft in find_drafts(viewer().id, box)]
    return render_template("drafts/versions.html", box=box, lines=lines, standing=standing, zone=_zone())


@drafts.get("/me/drafts/<box>/<int:version_id>")
@signed_in
def version(box: str, version_id: int) -> ResponseReturnValue:
    """One version, and what is different in what stands there now."""
    demand_box(box)
    shown, newest = get_version(viewer().id, box, version_id), find_newest(viewer().id, box)
    pieces = difference(shown.text, newest.text) if newest and newest.id != shown.id else None
    return render_template(
        "drafts/version.html", box=box, shown=shown, newest=newest, pieces=pieces, zone=_zone()
    )  # fmt: skip


@drafts.get("/me/drafts/<box>/comparison")
@signed_in
def comparison(box: str) -> ResponseReturnValue:
    """Two versions side by side with what is only in one of them marked, for a page that shows a choice."""
    demand_box(box)
    here, there = (get_version(viewer().id, box, _number(name)) for name in ("here", "there"))
    pieces = difference(here.text, there.text)
    return render_template("drafts/_comparison.html", here=side_of(pieces, "new"), there=side_of(pieces, "gone"))


@drafts.post("/me/drafts/<box>/<int:version_id>/restoration")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def restoration(box: str, version_id: int) -> ResponseReturnValue:
    """Make an earlier version the newest, and go on writing where it belongs."""
    demand_box(box)
    restored = restore_version(viewer().id, box, version_id)
    flash(_("已经回到那一版。刚才的那一版也还留着。"), "good")
    return redirect(local_path(restored.place, url_for("drafts.versions", box=box)))


@drafts.post("/me/drafts/<box>/removal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def removal(box: str) -> ResponseReturnValue:
    """Put a draft away that will not be sent."""
    demand_box(box)
    put_away_drafts(viewer().id, box)
    flash(_("草稿收起来了，三十天内还可以从这一页下面找回。"), "good")
    return redirect(url_for("drafts.own"))


def _number(name: str) -> int:
    number = request.args.get(name, 0, int)
    return number if 0 < number <= LARGEST_ID else 0


def _zone() -> str:
    training = find_training_of(viewer())
    return training.time_zone if training else SHANGHAI
