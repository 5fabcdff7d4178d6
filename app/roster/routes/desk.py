"""Where rosters are run from: what has come in, and which classes have people who never signed in."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound
from app.foundation.sheets import Column, Sheet, as_download, write_workbook
from app.people.queries import has_demo_people
from app.roster.policy import runs_rosters
from app.roster.queries.classes import classes_run_by
from app.roster.queries.imports import imports_of
from app.roster.queries.sample import sample_rows
from app.roster.queries.trainings import get_training_to_import, trainings_to_import
from app.roster.routes.blueprint import roster
from app.roster.template import COLUMNS, NOTES, examples, headings


@roster.get("/roster")
@permitted(runs_rosters)
def desk() -> str:
    training = get_training_to_import(request.args.get("training"), viewer())
    return render_template(
        "roster/desk.html", training=training, trainings=trainings_to_import(viewer()), imports=imports_of(viewer(), training.id),
        classes=classes_run_by(viewer(), training.id),
    )  # fmt: skip


@roster.get("/roster/template.xlsx")
@permitted(runs_rosters)
def template() -> ResponseReturnValue:
    """An empty roster with its headings, three examples to write over, and a sheet of instructions."""
    rooms = classes_run_by(viewer(), get_training_to_import(request.args.get("training"), viewer()).id)
    columns = [Column(str(heading), width=width) for heading, width in headings()]
    known = [Column(str(words), width=width) for words, width in COLUMNS]
    sheets = [
        Sheet("名册", columns, examples(rooms[0].name if rooms else "")),
        Sheet("班级对照", known, [(room.name, room.code) for room in rooms]),
    ]
    return as_download(write_workbook(sheets, [(str(name), str(words)) for name, words in NOTES]), "名册模板.xlsx")


@roster.get("/roster/sample.xlsx")
@permitted(runs_rosters)
def sample() -> ResponseReturnValue:
    """Only beside demo data: a roster as it really comes, with everything that is usually wrong in it."""
    training = get_training_to_import(request.args.get("training"), viewer())
    if not has_demo_people():
        raise NotFound
    rows = sample_rows(viewer(), training.id)
    heads, *body = rows
    columns = [Column(str(head), width=18) for head in heads]
    return as_download(write_workbook([Sheet("2026年报名表", columns, body)]), "一份凌乱的名册.xlsx")
