"""All classes of a place for those above them: where it presses, whom somebody has talked to, who came back."""

from collections.abc import Callable

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.classrooms.memberships import memberships_of
from app.classrooms.models import StaffRole
from app.classrooms.queries import find_training_of
from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound
from app.people.policy import scopes_of
from app.reminders.policy import ABOVE, may_chase_anybody, may_read_chasing_of, sets_reminder_rules
from app.reminders.queries.areas import ClassRow, chasing_below, places_around
from app.reminders.routes.blueprint import reminders
from app.reminders.words import CHANNELS

SHOWN: dict[str, tuple[object, Callable[[ClassRow], bool]]] = {
    "all": (_l("全部"), lambda row: True),
    "pressing": (_l("有人要电话的"), lambda row: row.call > 0),
    "untouched": (_l("七天没联系的"), lambda row: row.is_untouched),
}


@reminders.get("/reminders")
@permitted(may_chase_anybody)
def overview() -> ResponseReturnValue:
    """Straight to what is one's own: the widest place, or one's class."""
    scopes = sorted(scopes_of(viewer(), *ABOVE), key=lambda code: (len(code), code))
    if scopes:
        return redirect(url_for("reminders.places", code=scopes[0]))
    working = next(held for held in memberships_of(viewer()) if held.role in list(StaffRole))
    return redirect(url_for("reminders.listing", code=working.classroom_code))


@reminders.get("/reminders/places/<code>")
@permitted(may_chase_anybody)
def places(code: str) -> ResponseReturnValue:
    if not may_read_chasing_of(viewer(), code):
        raise NotFound
    here, above, parts = places_around(code)
    training = find_training_of(viewer())
    if here is None or training is None:
        raise NotFound
    chasing = chasing_below(training, code)
    given = request.args.get("show", "all")
    show = given if given in SHOWN else "all"
    return render_template(
        "reminders/places.html", training=training, here=here, chasing=chasing.value, as_of=chasing.as_of,
        path=[place for place in above if may_read_chasing_of(viewer(), place.code)], parts=parts, channels=CHANNELS,
        rows=[row for row in chasing.value.rows if SHOWN[show][1](row)], show=show,
        tabs=[
            {
                "label": label, "url": url_for("reminders.places", code=code, show=None if name == "all" else name),
                "current": name == show, "count": sum(wanted(row) for row in chasing.value.rows),
            }
            for name, (label, wanted) in SHOWN.items()
        ],
        sets_rules=sets_reminder_rules(viewer()),
    )  # fmt: skip
