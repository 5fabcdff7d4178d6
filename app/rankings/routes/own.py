"""My own standing: where I am, what lifts me most, and how my weeks went."""

from flask import render_template
from flask_babel import gettext as _

from app.classrooms.policy import learning_of
from app.classrooms.queries import find_training_of
from app.foundation import clock
from app.foundation.access import signed_in, viewer
from app.rankings.queries.closed_weeks import is_in_calendar
from app.rankings.queries.history import weeks_of
from app.rankings.queries.standings import standings_of
from app.rankings.routes.blueprint import rankings
from app.rankings.routes.words import gap_to, items_of, kind_names, near_lines, week_days, week_name
from app.rankings.scoring.lifts import lifts
from app.rankings.scoring.rows import LEARNERS

AROUND = 3


@rankings.get("/honours/me")
@signed_in
def mine() -> str:
    """The running week around me, what one more deed would give today, and my closed weeks."""
    person, training = viewer(), find_training_of(viewer())
    if training is None or learning_of(person) is None:
        return render_template("rankings/no_learner.html")
    week = training.week_of(clock.now())
    standings = standings_of(training, week) if is_in_calendar(training, week) else None
    row = standings.find(LEARNERS, person.id) if standings else None
    past = weeks_of(person.id, training.id)
    return render_template(
        "rankings/me.html",
        training=training,
        week=week,
        name=week_name(training, week),
        days=week_days(week),
        standings=standings,
        row=row,
        near=near_lines(standings.around(LEARNERS, person.id, AROUND), row) if standings and row else [],
        gap=gap_to(row, standings.find_above(row)) if standings and row else None,
        lifts=lifts(items_of(row), training.day_of(clock.now()).weekday(), standings.rules)
        if standings and row
        else [],
        kinds=kind_names(),
        past=[(one, training.number_of(one.week)) for one in past],
        ways=_ways(learning_of(person)),
    )


def _ways(held: object) -> dict[str, str]:
    """Where each kind of deed is done."""
    salon = f"/classrooms/{held.classroom_code}/salon"  # type: ignore[attr-defined]
    return {
        "study": "/course",
        "submission": "/course",
        "journal": "/me/journals/new",
        "thread": f"{salon}/new",
        "post": salon,
        "none": _("今天已经计满"),
    }
