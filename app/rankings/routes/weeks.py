"""The running week and closed weeks: stars, active classes, boards."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.classrooms.models import Training
from app.classrooms.queries import find_training_of
from app.foundation import clock
from app.foundation.access import public, viewer
from app.foundation.clock import Week
from app.foundation.errors import NotFound
from app.objections.policy import may_object
from app.objections.queries.periods import period_of
from app.rankings.forms import CorrectionForm
from app.rankings.operations import correction_box
from app.rankings.policy import boards_readable_by, classes_of, may_correct_week, may_read_board, reach_of
from app.rankings.queries.closed_weeks import closed_weeks_of, is_in_calendar
from app.rankings.queries.points_tables import rules_of
from app.rankings.queries.standings import Standings, standings_of
from app.rankings.routes.blueprint import Pages, asked_number, asked_standings, is_running, rankings
from app.rankings.routes.boards import Asked, marked, shown
from app.rankings.routes.words import kind_names, near_lines, week_days, week_name
from app.rankings.rules import DEFAULT, Rules
from app.rankings.scoring.rows import CLASSROOMS, LEARNERS

AROUND = 3


@rankings.get("/honours")
@public
def running_week() -> ResponseReturnValue:
    """The running week; between trainings the latest closed one."""
    training = find_training_of(viewer())
    if training is None:
        return render_template("rankings/none.html")
    closed = closed_weeks_of(training.id)
    week = training.week_of(clock.now())
    if is_in_calendar(training, week):
        return show_week(training, week, standings_of(training, week), closed)
    if closed:
        return redirect(url_for("rankings.week", week=closed[0]))
    return render_template("rankings/none.html")


@rankings.get("/honours/rules")
@public
def rules() -> str:
    """The points table in words."""
    training = find_training_of(viewer())
    week = training.week_of(clock.now()) if training else None
    table = rules_of(training.id, week) if training and week else Rules.read(0, DEFAULT)
    return render_template("rankings/rules.html", rules=table, kinds=kind_names())


@rankings.get("/honours/<week>")
@public
def week(week: str) -> ResponseReturnValue:
    """A closed week in one of its revisions."""
    training, parsed, standings = asked_standings(week)
    if is_running(training, parsed):
        return redirect(url_for("rankings.running_week", board=request.args.get("board"), page=asked_number("page")))
    return show_week(training, parsed, standings, None)


def show_week(
    training: Training,
    week: Week,
    standings: Standings,
    closed_weeks: list[Week] | None,
    form: CorrectionForm | None = None,
) -> str:
    person = viewer()
    board = request.args.get("board", LEARNERS)
    boards = boards_readable_by(person)
    if board not in boards or not may_read_board(person, board):
        raise NotFound
    asked = Asked(board, asked_number("page") or 1, reach_of(person), boards, is_running(training, week))
    part = shown(training, week, standings, asked)
    mine = person.id if person else None
    near = standings.around(LEARNERS, mine, AROUND) if board == LEARNERS and mine else []
    own = next((row for row in near if row.subject_id == mine), None)
    return render_template(
        "rankings/week.html",
        training=training,
        week=week,
        name=week_name(training, week),
        days=week_days(week),
        standings=standings,
        closed=standings.closed,
        body=marked(part.html, classes_of(person) if board == CLASSROOMS else [mine or 0]),
        near=near_lines(near, own) if own else [],
        own=own,
        shows_all=person is not None or board == CLASSROOMS,
        places=part.places,
        hidden_places=part.number - part.places,
        pages=Pages(asked.page, part.pages),
        **_neighbours(training, week, closed_weeks),
        form=form or _correction_form(person, standings),
        period=period_of(training, standings.revisions) if standings.closed else None,
        may_object=person is not None and may_object(person, training.id),
        correction_box=correction_box(week),
    )


def _neighbours(training: Training, week: Week, closed_weeks: list[Week] | None) -> dict[str, Any]:
    """Weeks to go on to: those beside a closed one, or all closed ones below the running one."""
    present = training.week_of(clock.now())
    before = week.previous() if is_in_calendar(training, week.previous()) else None
    after = week.next() if week < present and is_in_calendar(training, week.next()) else None
    listed = [(one, week_name(training, one), week_days(one)) for one in closed_weeks or []]
    named = {"before": before and week_name(training, before), "after": after and week_name(training, after)}
    return {"before": before, "after": after, "neighbours": named, "closed_weeks": listed}


def _correction_form(person: Any, standings: Standings) -> CorrectionForm | None:
    is_newest = standings.closed is not None and standings.closed is standings.revisions[0]
    return CorrectionForm() if is_newest and person and may_correct_week(person) else None
