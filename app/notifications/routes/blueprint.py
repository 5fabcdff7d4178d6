"""The blueprint that the pages of notices share."""

from flask import Blueprint

notifications = Blueprint("notifications", "app.notifications.routes", template_folder="../templates")
