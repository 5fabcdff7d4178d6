"""A tutor's own phrases: reading, keeping, letting go."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.policy import is_tutor
from app.foundation.access import permitted, viewer
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.grading.queries import find_own_comment
from app.phrases.forms import PhraseForm
from app.phrases.models import LONGEST
from app.phrases.operations import BOX, drop_phrase, keep_phrase
from app.phrases.queries import get_phrase, phrases_of

phrases = Blueprint("phrases", __name__, template_folder="templates")
A_PERSONS_PACE = "30/minute"


@phrases.route("/grading/phrases", methods=["GET", "POST"])
@permitted(is_tutor)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def own() -> ResponseReturnValue:
    """One's phrases, and a form for another one; `grade` brings the words of a comment into it."""
    form, person_id = PhraseForm(), viewer().id
    if form.validate_on_submit():

        def work() -> str:
            keep_phrase(person_id, form.text.data or "")
            return url_for("phrases.own")

        try:
            target = once(form.once_key, "keep-phrase", person_id, work)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
        else:
            flash(_("留下了。批阅时按 P 或点“常用语”就能用。"), "good")
            return redirect(target)
    if not form.was_sent:
        form.text.data = find_own_comment(request.args.get("grade", ""), person_id)
    page = render_template("phrases/phrases.html", form=form, phrases=phrases_of(person_id), box=BOX, most=LONGEST)
    return page, 422 if form.was_sent else 200


@phrases.post("/grading/phrases/<int:phrase_id>/removal")
@permitted(is_tutor)
@limiter.limit(A_PERSONS_PACE)
def remove(phrase_id: int) -> ResponseReturnValue:
    """Let one go."""
    drop_phrase(viewer().id, get_phrase(phrase_id, viewer().id).id)
    return redirect(url_for("phrases.own"))
