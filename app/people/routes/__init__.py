"""Sign-in, first use, one's own account."""

from app.people.routes import account, activation, sign_in
from app.people.routes.blueprint import people

__all__ = ["account", "activation", "people", "sign_in"]
