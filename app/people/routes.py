"""Sign-in, first use, one's own password."""

from flask import Blueprint

from app.foundation.access import public

people = Blueprint("people", __name__, template_folder="templates")


@people.route("/sign-in")
@public
def sign_in() -> str:
    return "x"
