"""Where the pages of honours hang, and what all of them read from an address."""

from dataclasses import dataclass

from flask import Blueprint, request, url_for

from app.classrooms.models import Training
from app.classrooms.queries import find_training_of
from app.foundation import clock
from app.foundation.access import viewer
from app.foundation.clock import Week
from app.foundation.errors import NotFound
from app.rankings.queries.closed_weeks import is_in_calendar
from app.rankings.queries.standings import Standings, standings_of
from app.rankings.rules import shown

rankings = Blueprint("rankings", "app.rankings", template_folder="templates")
rankings.add_app_template_filter(shown, "points")
MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a long board."""

    number: int
    count: int

    def url_for(self, number: int) -> str:
        arguments = {**(request.view_args or {}), **request.args.to_dict(), "page": number}
        return url_for(str(request.endpoint), **arguments)


def asked_number(name: str) -> int | None:
    """A positive whole number of the address; what is not one is as good as nothing."""
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and 0 < len(text) <= MOST_DIGITS and int(text) else None


def asked_standings(name: str) -> tuple[Training, Week, Standings]:
    """The viewer's training, the named week of its calendar, and that week's boards; a week to come is not there."""
    training = find_training_of(viewer())
    try:
        week = Week.parse(name)
    except ValueError as fault:
        raise NotFound from fault
    if training is None or not is_in_calendar(training, week):
        raise NotFound
    if week.starts_at(training.time_zone) > clock.now():
        raise NotFound
    return training, week, standings_of(training, week, asked_number("revision"))


def is_running(training: Training, week: Week) -> bool:
    return week == training.week_of(clock.now())
