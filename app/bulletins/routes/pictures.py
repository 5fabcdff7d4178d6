"""Pictures inside bulletins, and a bulletin as one long picture."""

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue

from app.bulletins.painting import paint, signature
from app.bulletins.picture_shelf import PictureShelf
from app.bulletins.queries import get_bulletin, get_draft, get_picture, named_in
from app.bulletins.routes.blueprint import Sheet, bulletins, sheet
from app.bulletins.routes.printing import painted_of
from app.foundation.access import signed_in, viewer
from app.foundation.downloads import FILE_POLICY, send_stored
from app.foundation.errors import NotFound
from app.foundation.limits import limiter


@bulletins.get("/bulletins/<int:bulletin_id>/pictures/<int:picture_id>")
@signed_in
def picture(bulletin_id: int, picture_id: int) -> ResponseReturnValue:
    """A picture of a bulletin, for those who see it there."""
    shown = get_bulletin(bulletin_id, viewer())
    laid = sheet(shown, shown.blocks, is_inside=shown.is_inside, people=(), named=frozenset())
    return _sent(laid.pictures, picture_id)


@bulletins.get("/bulletin-drafts/<int:draft_id>/pictures/<int:picture_id>")
@signed_in
def draft_picture(draft_id: int, picture_id: int) -> ResponseReturnValue:
    shown = get_draft(draft_id, viewer())
    return _sent({one["picture_id"] for one in shown.blocks if one["kind"] == "picture"}, picture_id)


@bulletins.get("/bulletins/<int:bulletin_id>/picture.png")
@signed_in
@limiter.limit("20/minute")
def long_picture(bulletin_id: int) -> ResponseReturnValue:
    """One long picture for chat groups: it travels, so it shows what readers of other classes see."""
    shown = get_bulletin(bulletin_id, viewer())
    laid: Sheet = sheet(shown, shown.blocks, is_inside=False, people=shown.people, named=named_in(shown.id))
    drawn = painted_of(laid, shown)
    shelf = PictureShelf(current_app.extensions["settings"].instance / "bulletin-pictures")
    name = signature(drawn)
    content = shelf.find(name) or shelf.keep(name, paint(drawn))
    response = Response(content, mimetype="image/png")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Content-Disposition"] = f'inline; filename="bulletin-{bulletin_id}-{shown.number}.png"'
    return response


def _sent(known: object, picture_id: int) -> ResponseReturnValue:
    if picture_id not in known:  # type: ignore[operator]
        raise NotFound
    found = get_picture(picture_id, small="small" in request.args)
    return send_stored(found, inline=True, cache="private, no-cache")
