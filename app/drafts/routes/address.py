"""The address at which a text box saves itself; it speaks JSON and only of one's own drafts."""

import re
import secrets
from datetime import datetime
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from app.drafts.machines import machine_of
from app.drafts.models import LONGEST_PLACE, LONGEST_TITLE, Draft
from app.drafts.operations import LONGEST_DRAFT, OtherDraft, Where, save_draft
from app.drafts.queries import find_drafts, was_sent
from app.drafts.routes.blueprint import demand_box, drafts
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Refused
from app.foundation.forms import KEY_LENGTH
from app.foundation.limits import limiter
from app.foundation.markup import has_control_characters
from app.foundation.paths import is_local_path

DEVICE = re.compile(r"[A-Za-z0-9_-]{8,40}")
KEY = re.compile(rf"[A-Za-z0-9_-]{{0,{KEY_LENGTH}}}")


@drafts.get("/drafts/<box>")
@signed_in
def read(box: str) -> ResponseReturnValue:
    """What stands in a box, and whether the form with the key `sent` was taken."""
    demand_box(box)
    person, key = viewer(), request.args.get("sent", "")
    return jsonify(
        person=person.id,
        drafts=[_shown(draft) for draft in find_drafts(person.id, box)],
        sent=bool(KEY.fullmatch(key)) and was_sent(person.id, key),
        csrf_token=generate_csrf(),
    )


@drafts.post("/drafts/<box>")
@signed_in
@limiter.limit("60/minute")
def save(box: str) -> ResponseReturnValue:
    """Save; 409 with the other text when another device wrote meanwhile. Both are kept then."""
    demand_box(box)
    if (request.content_length or 0) > 8 * LONGEST_DRAFT:
        return jsonify(message=_("太长了，草稿存不下。请先删减一些。")), 413
    try:
        body = _body()
        text, device, base_id, key = _sent(body)
        saved = save_draft(viewer().id, box, text, device, base_id=base_id, form_key=key, where=_where(body))
    except Refused as refusal:
        return jsonify(message=refusal.message), 422
    answer = {"id": saved.id, "saved_at": _time(saved.saved_at), "sent": saved.id is None}
    if saved.id is None:
        return jsonify(answer | {"key": secrets.token_urlsafe(18)})  # under which what is written from now on is kept
    if saved.other is not None:
        return jsonify(answer | {"other": _shown(saved.other)}), 409
    return jsonify(answer)


def _body() -> Any:
    """The JSON of a request, or None for what is none or is nested beyond reason."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _sent(data: Any) -> tuple[str, str, int | None, str]:
    """The fields of a request, or a refusal of what no page of ours would send."""
    fields = data if isinstance(data, dict) else {}
    text, base = fields.get("text"), fields.get("base")
    device, key = _matching(DEVICE, fields.get("device")), _matching(KEY, fields.get("key") or "")
    is_number = base is None or (type(base) is int and 0 < base < 2**62)
    if not isinstance(text, str) or device is None or key is None or not is_number:
        raise Refused(_("草稿没有存上：发来的内容不完整。"))
    return text, device, base, key


def _where(fields: dict[str, Any]) -> Where:
    """Which page it is; what cannot be followed or read is left out."""
    place, title = str(fields.get("place") or ""), str(fields.get("title") or "")
    if len(place) > LONGEST_PLACE or not is_local_path(place):
        place = ""
    if has_control_characters(title):
        title = ""
    return Where(machine_of(request.user_agent.string), place, title[:LONGEST_TITLE])


def _matching(pattern: re.Pattern[str], value: object) -> str | None:
    return value if isinstance(value, str) and pattern.fullmatch(value) else None


def _shown(draft: Draft | OtherDraft) -> dict[str, Any]:
    return {"id": draft.id, "text": draft.text, "saved_at": _time(draft.saved_at)}


def _time(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")
