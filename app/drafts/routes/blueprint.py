"""The address space of drafts."""

from flask import Blueprint

from app.foundation.boxes import is_box
from app.foundation.errors import NotFound

drafts = Blueprint("drafts", __name__, template_folder="../templates")


def demand_box(box: str) -> None:
    """Turn away names that no page of ours gives to a box."""
    if not is_box(box):
        raise NotFound
