"""What is drawn of one figure, each picture with the table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.classrooms.models import Training
from app.statistics.definitions import Definition
from app.statistics.figures import Figures
from app.statistics.plots import Plot, plot_of
from app.statistics.spread import Bin, Spread, bins_of, spread_of
from app.statistics.trends import Point, by_day, by_week


@dataclass(frozen=True, slots=True)
class Pictures:
    """A figure over time, and where it is of learners how it is spread over them."""

    is_weekly: bool
    trend: Plot
    points: list[tuple[str, Point]]
    columns: Plot | None = None
    bins: Sequence[Bin] = ()
    whole: Spread | None = None


def pictures_of(
    training: Training, definition: Definition, days: Mapping[date, Figures], values: Sequence[int], is_weekly: bool
) -> Pictures:
    points = named_points(training, days, definition.key, is_weekly)
    trend = plot_of([name for name, _point in points], [(str(definition.name), [point.value for _, point in points])])
    if not values:
        return Pictures(is_weekly, trend, points)
    bins = bins_of(values)
    columns = plot_of([str(one.first) for one in bins], [(_("学员"), [one.number for one in bins])])
    return Pictures(is_weekly, trend, points, columns, bins, spread_of(values))


def named_points(
    training: Training, days: Mapping[date, Figures], key: str, is_weekly: bool
) -> list[tuple[str, Point]]:
    """The points in time, each with its short name."""
    if is_weekly:
        return [(_("第%(n)d周", n=training.number_of(point.week)), point) for point in by_week(days, key) if point.week]
    return [(f"{point.day.month}/{point.day.day}", point) for point in by_day(days, key)]
