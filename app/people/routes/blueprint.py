"""The address space of accounts."""

from flask import Blueprint

people = Blueprint("people", __name__, template_folder="../templates")
