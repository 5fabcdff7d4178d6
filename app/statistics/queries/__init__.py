"""The figures of places, classes and people, read from the daily facts."""

from app.statistics.queries.areas import areas_for
from app.statistics.queries.parts import (
    Part,
    PartKind,
    as_parts,
    parts_among,
    parts_of,
    parts_of_classrooms,
    parts_of_scopes,
    path_to,
)
from app.statistics.queries.people import (
    GONE,
    LEARNER,
    STAFF,
    Member,
    done_under,
    everybody_under,
    figures_of_member,
    find_member,
    members_of,
    place_names,
    seats_under,
)
from app.statistics.queries.sources import calendar_of
from app.statistics.queries.sums import Area, Moment, Room, days_of, figures_of, find_moment, outcome_of, rooms_under
from app.statistics.queries.works import works_of

__all__ = [
    "GONE",
    "LEARNER",
    "STAFF",
    "Area",
    "Member",
    "Moment",
    "Part",
    "PartKind",
    "Room",
    "areas_for",
    "as_parts",
    "calendar_of",
    "days_of",
    "done_under",
    "everybody_under",
    "figures_of",
    "figures_of_member",
    "find_member",
    "find_moment",
    "members_of",
    "outcome_of",
    "parts_among",
    "parts_of",
    "parts_of_classrooms",
    "parts_of_scopes",
    "path_to",
    "place_names",
    "rooms_under",
    "seats_under",
    "works_of",
]
