"""The figures of classes and places."""

from app.statistics.queries.classrooms import figures_by_classroom, figures_of, forum_posts
from app.statistics.queries.rows import Row, path_to, rows_of, rows_of_classrooms, rows_of_places

__all__ = [
    "Row", "figures_by_classroom", "figures_of", "forum_posts", "path_to", "rows_of", "rows_of_classrooms",
    "rows_of_places",
]  # fmt: skip
