"""The pages of those who run the trainings."""

from app.administration.routes import acts, classrooms, content, health, jobs, log, overview, people, roles, trainings
from app.administration.routes.blueprint import administration

__all__ = [
    "acts", "administration", "classrooms", "content", "health", "jobs", "log", "overview", "people", "roles",
    "trainings",
]  # fmt: skip
