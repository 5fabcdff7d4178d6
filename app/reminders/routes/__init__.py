"""The morning's list, rounds of reminders, contacts, what areas see, and what learners got."""

from app.reminders.routes import areas, composing, contacts, listing, mine, rounds, rules
from app.reminders.routes.blueprint import reminders

__all__ = ["areas", "composing", "contacts", "listing", "mine", "reminders", "rounds", "rules"]
