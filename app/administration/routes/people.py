"""Finding somebody, and their page: roles, classes and what can be done for them."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.administration.forms.people import PlainForm
from app.administration.models import Subject
from app.administration.policy import administers, held_by, leads
from app.administration.queries.people import (
    PAGE,
    appointments_of,
    classes_of,
    classes_of_all,
    get_administered,
    newest_code,
    people_found,
    standing_of,
)
from app.administration.queries.trainings import changes_of
from app.administration.ranks import may_give, stands_over
from app.administration.routes.blueprint import administration
from app.foundation import clock
from app.foundation.access import permitted, viewer

LONGEST_NUMBER = 18


@administration.get("/administration/people")
@permitted(administers)
def people() -> str:
    words = request.args.get("q", "")[:80]
    found = people_found(viewer(), words, _asked_after())
    shown = found[:PAGE]
    return render_template(
        "administration/people.html", people=shown, words=words, classes=classes_of_all([row.id for row in shown]),
        more=f"{shown[-1].id}:{shown[-1].sort_name}" if len(found) > PAGE else None, is_further=_asked_after() is not None,
    )  # fmt: skip


@administration.get("/administration/people/<int:person_id>")
@permitted(administers)
def person(person_id: int) -> ResponseReturnValue:
    found, standing, mine = get_administered(person_id, viewer()), standing_of(person_id), held_by(viewer())
    reaches = stands_over(mine, *standing)
    roles = appointments_of(person_id)
    return render_template(
        "administration/person.html", person=found, roles=roles, classes=classes_of(person_id),
        code=newest_code(person_id), changes=changes_of(Subject.PERSON, person_id), reaches=reaches,
        is_oneself=person_id == viewer().id, leads=leads(viewer()), present=clock.now(), end_form=PlainForm(),
        has_roster="roster" in current_app.blueprints,
        endable={one.id for one in roles if reaches and one.until is None and may_give(mine, one.role, one.place_code)},
    )  # fmt: skip


def _asked_after() -> tuple[str, int] | None:
    """Where the last page ended: a person's number and sorting key."""
    number, mark, key = request.args.get("after", "").partition(":")
    return (key, int(number)) if mark and number.isdecimal() and len(number) <= LONGEST_NUMBER else None
