"""Figures from the province down to the rows of one learner."""

from app.statistics.routes import classrooms, comparing, exporting, places
from app.statistics.routes.blueprint import statistics

__all__ = ["classrooms", "comparing", "exporting", "places", "statistics"]
