"""How long what may still be thought over."""

from datetime import timedelta

WAITING = timedelta(days=7)
COPY_LASTS = timedelta(hours=24)
