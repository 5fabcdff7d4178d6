"""A form that was taken already came once more with other words: the first stands, the second is kept as a draft."""

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.drafts.operations import keep_second_texts
from app.drafts.routes.blueprint import drafts
from app.foundation.access import local_path, viewer
from app.foundation.boxes import box_of
from app.foundation.errors import Refused, SaidDifferently
from app.foundation.kept_text import KeptForm


@drafts.app_errorhandler(SaidDifferently)
def said_differently(error: SaidDifferently) -> ResponseReturnValue:
    """Say what became of both; 409, as the two do not go together."""
    texts = _texts()
    try:
        keep_second_texts(viewer().id, texts, request.path)
    except Refused:
        texts = []  # it does not go into a draft; the page still shows it
    first = local_path(error.answer, "/")
    if request.accept_mimetypes.best == "application/json":
        message = _("这一份刚才已经收下了，以第一次的为准；这次写的存成了草稿。")
        return jsonify(message=message, first=first), 409
    kept = KeptForm.of_request()
    return render_template("drafts/second.html", first=first, boxes=[box for box, _text in texts], kept=kept), 409


def _texts() -> list[tuple[str, str]]:
    """What was written this time, by the box in which it stood."""
    found = [(box_of(name, request.form), value) for name, value in request.form.items()]
    return [(box, text.replace("\r\n", "\n")) for box, text in found if box and text.strip()]
