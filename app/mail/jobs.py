"""What is in the outbox leaves by itself."""

from datetime import datetime

from app.foundation.jobs import Job
from app.foundation.outcomes import outcome
from app.mail.operations import send_due
from app.mail.queries import waiting_count


def _due(now: datetime) -> list[str]:
    return ["outbox"] if waiting_count(now) else []


def _send(_period: str, now: datetime) -> str:
    return outcome("letters-sent", letters=send_due(now))


SEND_MAIL = Job(name="send-mail", every="each minute, what is due in the outbox", due=_due, work=_send, in_steps=True)
