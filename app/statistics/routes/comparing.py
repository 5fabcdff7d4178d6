"""Areas side by side: chosen places and classes, their figures in columns and one of them week by week."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.foundation.access import permitted, viewer
from app.statistics.definitions import BY_KEY, COMPARABLE, measured
from app.statistics.figures import Figures
from app.statistics.plots import plot_of
from app.statistics.policy import may_read_statistics
from app.statistics.queries import areas_for, days_of
from app.statistics.routes.blueprint import look, statistics
from app.statistics.trends import at_the_end, weeks_in

MOST = 6


@statistics.get("/statistics/comparison")
@permitted(may_read_statistics)
def comparison() -> ResponseReturnValue:
    """Up to six areas; what is not the viewer's to read is left out as if it were not there."""
    seen = look()
    areas = areas_for(viewer(), seen.training.id, request.args.getlist("area"), request.args.getlist("classroom"))[
        :MOST
    ]
    days = days_of(seen.training, areas, seen.period)
    definition = BY_KEY.get(request.args.get("figure", ""), BY_KEY["on_schedule"])
    weeks = [weeks_in(one) for one in days]
    names = sorted({week for one in weeks for week in one})
    lines = [
        (area.name, [measured(definition, one.get(week, Figures())) for week in names])
        for area, one in zip(areas, weeks, strict=True)
    ]
    return render_template(
        "statistics/comparison.html",
        areas=list(zip(areas, map(at_the_end, days), strict=True)),
        definition=definition,
        comparable=COMPARABLE,
        lines=lines,
        weeks_shown=[seen.training.number_of(week) for week in names],
        plot=plot_of([str(seen.training.number_of(week)) for week in names], lines),
        chosen=[(area.place_code, area.classroom_code) for area in areas],
        **seen.words,
    )
