"""The state of the course: live, retired, changed; and, when asked for, what is wrong with its files."""

from pathlib import Path

from flask import current_app, render_template, request

from app.administration.policy import leads
from app.administration.queries.content import newest_syncs, topics_with_modules
from app.administration.routes.blueprint import administration
from app.courses.folder import pictures_in, read_folder
from app.courses.parsing import read_course
from app.foundation.access import permitted


@administration.get("/administration/content")
@permitted(leads)
def content() -> str:
    asked = request.args.get("check") == "1"
    return render_template(
        "administration/content.html", topics=topics_with_modules(), syncs=newest_syncs(),
        faults=_faults() if asked else None,
    )  # fmt: skip


def _faults() -> list[str]:
    """What `content check` would say of the files as they lie there now."""
    folder: Path = current_app.extensions["settings"].content
    _course, faults = read_course(read_folder(folder), pictures_in(Path(current_app.static_folder or "")))
    return [f"{folder.name}/{fault}" for fault in faults]
