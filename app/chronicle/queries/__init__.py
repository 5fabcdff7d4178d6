"""What a class did in a week: the facts of its bulletin, and the rows behind each figure."""

from app.chronicle.queries.counted import figures_of
from app.chronicle.queries.facts import facts_of_week, photos_of_week
from app.chronicle.queries.rows import Row, rows_behind
from app.chronicle.queries.sight import posts_gone, texts_of_posts, works_shown

__all__ = [
    "Row", "facts_of_week", "figures_of", "photos_of_week", "posts_gone", "rows_behind", "texts_of_posts", "works_shown",
]  # fmt: skip
