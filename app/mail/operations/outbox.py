"""The outbox: what is in it leaves, sooner or later, once."""

from datetime import datetime
from typing import Any

from app.foundation import clock
from app.foundation.dialects import insert_or
from app.foundation.transactions import transaction
from app.mail.models import Mail


def put_in_outbox(person_id: int, kind: str, period: str, data: dict[str, Any], at: datetime | None = None) -> bool:
    """Have a letter written and sent from a moment on; False if there is one of this kind and period already."""
    present = clock.now()
    row = {"person_id": person_id, "kind": kind, "period": period, "data": data, "made_at": present}
    with transaction() as session:
        new = insert_or(Mail).values(**row, next_try_at=at or present, attempts=0)
        return session.execute(new.on_conflict_do_nothing().returning(Mail.id)).first() is not None
