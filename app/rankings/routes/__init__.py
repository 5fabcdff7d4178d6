"""The pages of honours: the running week, closed weeks, why a place is what it is, and the rules."""

from app.rankings.routes import corrections, own, reasons, staff, weeks
from app.rankings.routes.blueprint import rankings

__all__ = ["corrections", "own", "rankings", "reasons", "staff", "weeks"]
