"""The blueprint that the course's pages hang on."""

from flask import Blueprint

courses = Blueprint("courses", __name__, template_folder="../templates")
