"""The doors of study time: what reading pages say, and the ledger that explains it."""

from app.study.routes import ledger, signals
from app.study.routes.blueprint import study

__all__ = ["ledger", "signals", "study"]
