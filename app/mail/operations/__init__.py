"""Putting letters into the outbox, sending them, and where they go."""

from app.mail.operations.addresses import (
    choose_quiet_hours,
    confirm_address,
    forget_address,
    name_address,
    unsubscribe,
)
from app.mail.operations.outbox import put_in_outbox
from app.mail.operations.sending import send_due

__all__ = [
    "choose_quiet_hours", "confirm_address", "forget_address", "name_address", "put_in_outbox", "send_due", "unsubscribe",
]  # fmt: skip
