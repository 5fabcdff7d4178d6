"""What readers say to a bulletin, and liking it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.bulletins.forms import CommentForm
from app.bulletins.operations import comment_on, hide_comment, like_bulletin, take_back_like
from app.bulletins.policy import may_comment, may_hide_comment, may_like
from app.bulletins.queries import comments_of, get_bulletin
from app.bulletins.routes.blueprint import A_PERSONS_PACE, bulletins
from app.bulletins.routes.reading import page_of_bulletin
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once


@bulletins.post("/bulletins/<int:bulletin_id>/comments")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def comment(bulletin_id: int) -> ResponseReturnValue:
    """Say something under one's own name."""
    shown, person_id = get_bulletin(bulletin_id, viewer()), viewer().id
    if not may_comment(viewer(), shown.training_id, shown.training_place):
        raise Forbidden
    form = CommentForm()
    if form.validate_on_submit():

        def work() -> str:
            said = comment_on(person_id, bulletin_id, form.text.data or "")
            return url_for("bulletins.bulletin", bulletin_id=bulletin_id, _anchor=f"comment-{said.id}")

        try:
            return redirect(once(form.once_key, "comment-on-bulletin", person_id, work))
        except Refused as refused:
            form.refuse(refused.message, refused.field)
    return page_of_bulletin(shown, form)


@bulletins.post("/bulletins/<int:bulletin_id>/comments/<int:comment_id>/removal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def remove_comment(bulletin_id: int, comment_id: int) -> ResponseReturnValue:
    """Take a comment out of sight; a second time changes nothing."""
    shown = get_bulletin(bulletin_id, viewer())
    author_id = next((one.author_id for one in comments_of(bulletin_id) if one.id == comment_id), None)
    if author_id is None:
        raise NotFound
    if not may_hide_comment(viewer(), author_id, shown.classroom_id, shown.place_code):
        raise Forbidden
    hide_comment(viewer().id, bulletin_id, comment_id)
    flash(_("这句话已经收起来了。"), "good")
    return redirect(url_for("bulletins.bulletin", bulletin_id=bulletin_id))


@bulletins.post("/bulletins/<int:bulletin_id>/like")
@signed_in
@limiter.limit("60/minute")
def like(bulletin_id: int) -> ResponseReturnValue:
    """Like it, or no longer; the form says which, so that pressing twice is pressing once."""
    shown = get_bulletin(bulletin_id, viewer())
    if not may_like(viewer(), shown.author_id):
        raise Forbidden
    (like_bulletin if request.form.get("on") == "1" else take_back_like)(viewer().id, bulletin_id)
    return redirect(url_for("bulletins.bulletin", bulletin_id=bulletin_id, _anchor="said"))
