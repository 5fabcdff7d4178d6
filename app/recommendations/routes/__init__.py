"""Recommending a work, the author's answer, the expert's pick, the home page's showings, and the showcase."""

from app.recommendations.routes import consent, region, showcase, showings, works
from app.recommendations.routes.blueprint import recommendations

__all__ = ["consent", "recommendations", "region", "showcase", "showings", "works"]
