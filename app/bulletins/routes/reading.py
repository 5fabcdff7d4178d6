"""One bulletin, its versions, and whether one's own name stands in it for everybody."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bulletins.forms import CommentForm
from app.bulletins.operations import agree_to_naming, take_back_naming
from app.bulletins.policy import may_hide_comment, may_like, may_read_versions, may_report, may_write_bulletin
from app.bulletins.queries import BulletinShown, comments_of, get_bulletin, get_version, named_in, versions_of
from app.bulletins.routes.blueprint import A_PERSONS_PACE, bulletins, sheet
from app.bulletins.seen import shown_people
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound
from app.foundation.forms import new_key
from app.foundation.limits import limiter
from app.recommendations.queries import find_recommendation


@bulletins.get("/bulletins/<int:bulletin_id>")
@signed_in
def bulletin(bulletin_id: int) -> ResponseReturnValue:
    """A bulletin; who sees it with names may also look at it as other classes do."""
    shown = get_bulletin(bulletin_id, viewer())
    return page_of_bulletin(shown, CommentForm())


def page_of_bulletin(shown: BulletinShown, form: CommentForm) -> ResponseReturnValue:
    """The page of a bulletin, with what was typed into its form."""
    person, named = viewer(), named_in(shown.id)
    is_inside = shown.is_inside and request.args.get("as") != "outside"
    writes = may_write_bulletin(person, shown.classroom_id)
    mine = person.id in {number for number, _name in shown.people} | shown_people(shown.blocks).keys()
    page = render_template(
        "bulletins/bulletin.html",
        shown=shown,
        sheet=sheet(shown, shown.blocks, is_inside=is_inside, people=shown.people, named=named),
        form=form,
        comments=comments_of(shown.id),
        may_hide=lambda author_id: may_hide_comment(person, author_id, shown.classroom_id, shown.place_code),
        likes=may_like(person, shown.author_id),
        may_report=may_report(person, shown.author_id),
        current_person_id=person.id,
        writes=writes,
        reads_versions=may_read_versions(person, shown.classroom_id, shown.place_code),
        is_spoken_of=mine,
        is_named=person.id in named,
        recommendation=find_recommendation("bulletin", shown.id) if writes else None,
        key=new_key(),
    )
    return page, 422 if form.was_sent else 200


@bulletins.get("/bulletins/<int:bulletin_id>/versions")
@signed_in
def versions(bulletin_id: int) -> ResponseReturnValue:
    """What was published when, for those who write or oversee."""
    shown = get_bulletin(bulletin_id, viewer())
    if not may_read_versions(viewer(), shown.classroom_id, shown.place_code):
        raise NotFound
    return render_template("bulletins/versions.html", shown=shown, versions=versions_of(bulletin_id))


@bulletins.get("/bulletins/<int:bulletin_id>/versions/<int:number>")
@signed_in
def version(bulletin_id: int, number: int) -> ResponseReturnValue:
    """An earlier version as the class read it."""
    shown = get_version(bulletin_id, number, viewer())
    laid = sheet(shown, shown.blocks, is_inside=True, people=shown.people, named=frozenset())
    published = next(one for one in versions_of(bulletin_id) if one.number == number)
    return render_template("bulletins/version.html", shown=shown, sheet=laid, published=published)


@bulletins.post("/bulletins/<int:bulletin_id>/name")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def name(bulletin_id: int) -> ResponseReturnValue:
    """A learner of whom the bulletin speaks agrees to be named for everybody, or no longer does."""
    shown, person_id = get_bulletin(bulletin_id, viewer()), viewer().id
    if person_id not in _spoken_of(shown):
        raise Forbidden
    agrees = request.form.get("agrees") == "1"

    (agree_to_naming if agrees else take_back_naming)(person_id, bulletin_id)
    flash(_("好的，别的班读到的也是您的名字。") if agrees else _("好的，别的班读到的不再是您的名字。"), "good")
    return redirect(url_for("bulletins.bulletin", bulletin_id=bulletin_id))


def _spoken_of(shown: BulletinShown) -> set[Any]:
    return {number for number, _name in shown.people} | shown_people(shown.blocks).keys()
