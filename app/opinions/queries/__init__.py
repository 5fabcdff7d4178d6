"""Reads of second opinions: for the page of a work, for the tutor who gives one, and who could."""

from app.opinions.queries.choosing import find_tutor
from app.opinions.queries.opinions import (
    OpinionShown,
    OpinionWaiting,
    find_opinion,
    get_own_opinion,
    opinions_asked_of,
    opinions_waiting,
)
from app.opinions.queries.works import BlindWork, blind_work, get_blind_file

__all__ = [
    "BlindWork",
    "OpinionShown",
    "OpinionWaiting",
    "blind_work",
    "find_opinion",
    "find_tutor",
    "get_blind_file",
    "get_own_opinion",
    "opinions_asked_of",
    "opinions_waiting",
]
