"""The domains of the house, floor by floor, and what each plugs in."""

from importlib import import_module
from importlib.util import find_spec

from flask import Blueprint, Flask

FLOORS: tuple[tuple[str, ...], ...] = (
    ("foundation",),
    ("people",),
    ("courses", "drafts", "mail"),
    ("classrooms", "phrases"),
    ("study", "assignments", "journals", "discussions", "resources", "bulletins", "announcements", "roster"),
    ("grading", "recommendations", "moderation", "likeness", "contests"),
    ("progress", "desk", "opinions"),
    ("reminders",),
    ("rankings", "statistics", "search"),
    ("objections", "rulebook", "reports", "chronicle"),
    ("notifications",),
    ("administration",),
    ("datarights",),
    ("home", "demo"),
)
DOMAINS = [domain for floor in FLOORS for domain in floor]
EDGES = ("models", "subscribers", "sockets", "routes", "commands")


def plug_into(app: Flask) -> None:
    """Load each domain's edges; a room exists only when it is needed."""
    for domain in DOMAINS:
        for room in EDGES:
            name = f"app.{domain}.{room}"
            if find_spec(name) is None:
                continue
            module = import_module(name)
            for blueprint in vars(module).values():
                if isinstance(blueprint, Blueprint) and blueprint.import_name.startswith(f"app.{domain}"):
                    app.register_blueprint(blueprint)
