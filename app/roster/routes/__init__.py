"""Rosters: the desk, an import as a conversation, a class with its codes, one learner."""

from app.roster.routes import acts, classes, desk, earlier, imports, people
from app.roster.routes.blueprint import roster

__all__ = ["acts", "classes", "desk", "earlier", "imports", "people", "roster"]
