"""What one shared oneself, and what one keeps."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.foundation.access import signed_in, viewer
from app.resources.queries import Key, favourites_of, shared_by
from app.resources.routes.blueprint import own_training, resources


@resources.get("/me/resources")
@signed_in
def mine() -> ResponseReturnValue:
    """One's own, with those that were taken back."""
    page = shared_by(viewer(), _after())
    return render_template("resources/mine.html", page=page, may_share=own_training() is not None)


@resources.get("/me/favourites")
@signed_in
def favourites() -> ResponseReturnValue:
    """What one keeps to find it again."""
    return render_template("resources/favourites.html", page=favourites_of(viewer(), _after()))


def _after() -> Key | None:
    return Key.read(request.args.get("after", ""))
