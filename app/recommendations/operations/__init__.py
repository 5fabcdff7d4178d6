"""Recommending, agreeing, picking and showing works, and taking each of these back."""

from app.recommendations.operations.picking import pick_work, withdraw_pick
from app.recommendations.operations.recommending import (
    consent_to_showing,
    reason_box,
    recommend_work,
    withdraw_recommendation,
)
from app.recommendations.operations.showing import end_showing, show_on_home_page

__all__ = [
    "consent_to_showing", "end_showing", "pick_work", "reason_box", "recommend_work", "show_on_home_page",
    "withdraw_pick", "withdraw_recommendation",
]  # fmt: skip
