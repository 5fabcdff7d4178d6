"""The door of the domain."""

from flask import Blueprint

study = Blueprint("study", __name__, template_folder="../templates")
