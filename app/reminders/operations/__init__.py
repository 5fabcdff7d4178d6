"""Reminding and praising, writing down what was said, and working out what came of it."""

from app.reminders.operations.contacts import Talk, contact_box, note_contact
from app.reminders.operations.forgetting import forget_in_reminders
from app.reminders.operations.letters import accept_letters, refuse_letters
from app.reminders.operations.numbers import show_numbers
from app.reminders.operations.returns import rebuild_returns
from app.reminders.operations.rounds import Draft, make_round, note_posted, round_box
from app.reminders.operations.rules import set_reminder_rules
from app.reminders.operations.waiting import due_count, send_waiting

__all__ = [
    "Draft", "Talk", "accept_letters", "contact_box", "due_count", "forget_in_reminders", "make_round", "note_contact", "note_posted",
    "rebuild_returns", "refuse_letters", "round_box", "send_waiting", "set_reminder_rules", "show_numbers",
]  # fmt: skip
