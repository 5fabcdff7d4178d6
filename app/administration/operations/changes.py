"""Writing down why: every change of a rule, a name or a place goes through here."""

from typing import Any

from flask_babel import gettext as _

from app.administration.models import Change, Subject
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Refused


def keep_change(
    subject: Subject, subject_id: int, what: str, by_id: int, reason: str,
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> int:  # fmt: skip
    """Keep a change with its reason inside the running act, and give its number."""
    if not reason.strip():
        raise Refused(_("请写明原因，会和这次改动记在一起。"), "reason")
    row = Change(
        subject=subject, subject_id=subject_id, what=what, reason=reason.strip(), before=before or {},
        after=after or {}, changed_by_id=by_id, changed_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id
