"""The pages of the course: the map and the topics."""

from app.courses.routes import glossary, topic
from app.courses.routes import map as course_map
from app.courses.routes.blueprint import courses

__all__ = ["course_map", "courses", "glossary", "topic"]
