"""First use: an activation code becomes a password."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import public
from app.foundation.errors import Refused
from app.people.forms import ActivationForm
from app.people.operations import activate_account
from app.people.queries import get_signed_in
from app.people.routes.blueprint import people
from app.people.routes.doors import ShutError, try_door
from app.people.routes.sign_in import renew_session


@people.route("/activate", methods=["GET", "POST"])
@public
def activate() -> ResponseReturnValue:
    form = ActivationForm(account=request.args.get("account", "")[:80])  # a printed code leads here
    status = 422 if form.was_sent else 200
    if form.validate_on_submit():
        try:
            person_id = try_door("activation", form.account.data or "", lambda: _activate(form))
        except ShutError:
            status = 429
            form.refuse(_("这个账号刚才试错的次数太多了，请过一刻钟再来。"))
        else:
            if person_id is not None:
                renew_session(get_signed_in(person_id))
                return redirect("/")
    return render_template("people/activate.html", form=form), status


def _activate(form: ActivationForm) -> int | None:
    try:
        return activate_account(form.account.data or "", form.code.data or "", form.new_password.data or "")
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
