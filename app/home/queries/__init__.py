"""What the front page shows, where somebody stands, whether the house stands."""

from app.home.queries.front import front_for
from app.home.queries.parts import parts
from app.home.queries.standing import find_standing
from app.home.queries.welcome import welcome_on

__all__ = ["find_standing", "front_for", "parts", "welcome_on"]
