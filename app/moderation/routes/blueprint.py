"""Where the pages of moderation hang together."""

from flask import Blueprint

moderation = Blueprint("moderation", __name__, template_folder="../templates")
A_PERSONS_PACE = "20/minute"
