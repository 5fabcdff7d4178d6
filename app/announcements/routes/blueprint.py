"""The blueprint that the pages of announcements share."""

from flask import Blueprint

announcements = Blueprint("announcements", "app.announcements.routes", template_folder="../templates")
A_PERSONS_PACE = "20/minute"
