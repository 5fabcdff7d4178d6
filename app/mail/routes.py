"""The link in a letter by which its kind is ended: one page, one button, without signing in."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from app.foundation.access import public
from app.foundation.errors import NotFound
from app.foundation.limits import limiter
from app.mail.operations import unsubscribe
from app.mail.tokens import read_token

mail = Blueprint("mail", __name__, template_folder="templates")


@mail.get("/mail/unsubscribe/<token>")
@public
def ask(token: str) -> ResponseReturnValue:
    """Whoever holds the letter may end its kind; opening the link alone changes nothing."""
    _read(token)
    return render_template("mail/unsubscribe.html", is_done=False)


@mail.post("/mail/unsubscribe/<token>")
@public
@limiter.limit("20/minute")
def end(token: str) -> ResponseReturnValue:
    unsubscribe(*_read(token))
    return render_template("mail/unsubscribe.html", is_done=True)


def _read(token: str) -> tuple[int, str]:
    found = read_token(current_app.extensions["settings"].secret_key, token)
    if found is None:
        raise NotFound
    return found
