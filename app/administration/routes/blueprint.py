"""The address space of administration, and how each of its forms is taken."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue

from app.administration.models import Subject
from app.administration.wording import CHANGES, ROLES, WEEK_STATES, label_of
from app.drafts.operations import settle_drafts
from app.foundation.access import viewer
from app.foundation.errors import Refused
from app.foundation.transactions import once

administration = Blueprint("administration", __name__, template_folder="../templates")
A_PERSONS_PACE = "30/minute"


@administration.context_processor
def words() -> dict[str, Any]:
    return {
        "role_names": ROLES,
        "change_names": CHANGES,
        "week_states": WEEK_STATES,
        "label_of": label_of,
        "Subject": Subject,
    }


def taken(form: Any, act: str, work: Callable[[], str], said: str, box: str = "") -> ResponseReturnValue | None:
    """Do what a sound form asks for, once, and go where `work` says; None where the page shows what is wrong.

    `box` is where the reason was kept while it was being written.
    """
    person_id = viewer().id
    if not form.validate_on_submit():
        return None

    def whole() -> str:
        target = work()
        if box:
            settle_drafts(person_id, box)
        return target

    try:
        target = once(form.once_key, act, person_id, whole)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
    flash(said, "good")
    return redirect(target)
