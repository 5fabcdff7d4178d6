"""A training with its calendar and rules; a form for each, which says what a change touches and from when."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.administration.forms.trainings import CalendarForm, NameForm, SchemeForm, TrainingForm, ladder_form
from app.administration.models import Subject
from app.administration.operations.trainings import (
    calendar_of,
    change_calendar,
    change_ladder,
    change_scheme,
    create_training,
    rename_training,
)
from app.administration.policy import administers, may_run_training
from app.administration.queries.places import places_for
from app.administration.queries.trainings import (
    changes_of,
    closed_weeks,
    codes_to_copy,
    get_training,
    graded_count,
    learners_touched,
    weeks_of,
)
from app.administration.routes.blueprint import A_PERSONS_PACE, administration, taken
from app.classrooms.models import Training
from app.classrooms.scheme import Scheme
from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.errors import Forbidden
from app.foundation.limits import limiter
from app.people.policy import is_project_team


@administration.route("/administration/trainings/new", methods=["GET", "POST"])
@permitted(is_project_team)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new_training() -> ResponseReturnValue:
    form = TrainingForm(places_for(viewer()), codes_to_copy(viewer()))
    person_id = viewer().id

    def work() -> str:
        made = create_training(
            person_id, form.code.data, form.name.data or "", form.place.data, form.calendar,
            form.copied_from.data, form.with_classrooms.data, form.with_staff.data,
        )  # fmt: skip
        return url_for("administration.training", code=made.code)

    answer = taken(form, "create training", work, _("新的一期培训建好了。"))
    return answer or (render_template("administration/new_training.html", form=form), 422 if form.was_sent else 200)


@administration.get("/administration/trainings/<code>")
@permitted(administers)
def training(code: str) -> str:
    found = get_training(code, viewer())
    closed = closed_weeks(found.id)
    return render_template(
        "administration/training.html", training=found, weeks=weeks_of(found, closed), scheme=Scheme.read(found.scheme),
        may_run=may_run_training(viewer(), found), changes=changes_of(Subject.TRAINING, found.id),
    )  # fmt: skip


@administration.route("/administration/trainings/<code>/name", methods=["GET", "POST"])
@permitted(is_project_team)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def training_name(code: str) -> ResponseReturnValue:
    found, person_id = _run(code), viewer().id
    form = NameForm(name=found.name)

    def work() -> str:
        rename_training(person_id, found.id, form.name.data or "", form.reason.data or "")
        return url_for("administration.training", code=code)

    answer = taken(form, "rename training", work, _("名称改好了。"), _box(found, "name"))
    return answer or _form_page("name", found, form)


@administration.route("/administration/trainings/<code>/calendar", methods=["GET", "POST"])
@permitted(is_project_team)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def training_calendar(code: str) -> ResponseReturnValue:
    found, person_id = _run(code), viewer().id
    form = CalendarForm(data=calendar_of(found)._asdict())

    def work() -> str:
        change_calendar(person_id, found.id, form.calendar, form.reason.data or "")
        return url_for("administration.training", code=code)

    answer = taken(form, "change calendar", work, _("日程改好了。"), _box(found, "calendar"))
    return answer or _form_page("calendar", found, form, closed=closed_weeks(found.id))


@administration.route("/administration/trainings/<code>/scheme", methods=["GET", "POST"])
@permitted(is_project_team)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def training_scheme(code: str) -> ResponseReturnValue:
    found, person_id = _run(code), viewer().id
    now = Scheme.read(found.scheme)
    form = SchemeForm(data={name: getattr(now, name) for name in Scheme.__slots__})

    def work() -> str:
        change_scheme(person_id, found.id, form.scheme, form.reason.data or "")
        return url_for("administration.training", code=code)

    answer = taken(form, "change scheme", work, _("考核要求改好了，从现在起按新的算。"), _box(found, "scheme"))
    return answer or _form_page("scheme", found, form, learners=learners_touched(found.id))


@administration.route("/administration/trainings/<code>/ladder", methods=["GET", "POST"])
@permitted(is_project_team)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def training_ladder(code: str) -> ResponseReturnValue:
    found, person_id = _run(code), viewer().id
    form = ladder_form(found.grade_ladder, names_stay=_has_begun(found))

    def work() -> str:
        change_ladder(person_id, found.id, form.ladder, form.reason.data or "")
        return url_for("administration.training", code=code)

    answer = taken(form, "change ladder", work, _("等第改好了，从下一次评阅起用。"), _box(found, "ladder"))
    return answer or _form_page("ladder", found, form, graded=graded_count(found.id))


def _run(code: str) -> Training:
    """A training that the viewer may see, and whose rules they may change."""
    found = get_training(code, viewer())
    if not may_run_training(viewer(), found):
        raise Forbidden
    return found


def _form_page(what: str, found: Training, form: object, **facts: object) -> ResponseReturnValue:
    page = render_template(
        f"administration/training_{what}.html", training=found, form=form, has_begun=_has_begun(found),
        box=_box(found, what), **facts,
    )  # fmt: skip
    return page, 422 if getattr(form, "was_sent", False) else 200


def _box(found: Training, what: str) -> str:
    return f"reason:training-{found.id}:{what}"


def _has_begun(found: Training) -> bool:
    return found.starts_on <= found.day_of(clock.now())
