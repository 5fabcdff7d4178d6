"""Reads of the desk: this sitting, and what lies beside a work."""

from app.desk.queries.given import given_by
from app.desk.queries.side import Earlier, Side, side_of
from app.desk.queries.sitting import JustGraded, Sitting, sitting_of

__all__ = ["Earlier", "JustGraded", "Side", "Sitting", "given_by", "side_of", "sitting_of"]
