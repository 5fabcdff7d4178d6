"""The pages of moderation."""

from app.moderation.routes import cases, hidings
from app.moderation.routes.blueprint import moderation

__all__ = ["cases", "hidings", "moderation"]
