"""Classes: the list of a training, opening one, its name and place, and who works for it."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.administration.forms.people import ClassroomChangeForm, ClassroomForm, PlainForm, StaffForm
from app.administration.models import Subject
from app.administration.operations.classrooms import appoint_staff, change_classroom, end_staff, open_classroom
from app.administration.policy import administers
from app.administration.queries.classrooms import (
    PAGE,
    classrooms_in,
    free_code,
    get_classroom,
    staff_by_classroom,
    staff_history,
)
from app.administration.queries.people import people_meant
from app.administration.queries.places import places_for
from app.administration.queries.trainings import changes_of, get_training
from app.administration.routes.blueprint import A_PERSONS_PACE, administration, taken
from app.classrooms.models import StaffRole
from app.classrooms.queries import learner_count
from app.foundation.access import permitted, viewer
from app.foundation.limits import limiter


@administration.get("/administration/trainings/<code>/classrooms")
@permitted(administers)
def classrooms(code: str) -> str:
    found = get_training(code, viewer())
    words, after = request.args.get("q", "")[:80], request.args.get("after", "")[:30]
    rooms = classrooms_in(found.id, viewer(), words, after)
    return render_template(
        "administration/classrooms.html", training=found, rooms=rooms[:PAGE], words=words, after=after,
        more=rooms[PAGE - 1].code if len(rooms) > PAGE else None,
        staff=staff_by_classroom([room.id for room in rooms[:PAGE]]),
    )  # fmt: skip


@administration.route("/administration/trainings/<code>/classrooms/new", methods=["GET", "POST"])
@permitted(administers)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new_classroom(code: str) -> ResponseReturnValue:
    found, person_id = get_training(code, viewer()), viewer().id
    form = ClassroomForm(places_for(viewer()), code=free_code(found))

    def work() -> str:
        made = open_classroom(person_id, found.id, form.code.data or "", form.name.data or "", form.place.data)
        return url_for("administration.classroom", code=made.code)

    answer = taken(form, "open classroom", work, _("班级开好了，接着安排辅导教师和班级管理员。"))
    page = render_template("administration/new_classroom.html", form=form, training=found)
    return answer or (page, 422 if form.was_sent else 200)


@administration.get("/administration/classrooms/<code>")
@permitted(administers)
def classroom(code: str) -> ResponseReturnValue:
    return _page(code, StaffForm())


@administration.route("/administration/classrooms/<code>/settings", methods=["GET", "POST"])
@permitted(administers)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def classroom_settings(code: str) -> ResponseReturnValue:
    found, person_id = get_classroom(code, viewer()), viewer().id
    form = ClassroomChangeForm(places_for(viewer()), name=found.name, place=found.place_code)

    def work() -> str:
        change_classroom(person_id, found.id, form.name.data or "", form.place.data, form.reason.data or "")
        return url_for("administration.classroom", code=code)

    box = f"reason:classroom-{found.id}"
    answer = taken(form, "change classroom", work, _("改好了。"), box)
    if answer:
        return answer
    shown = get_classroom(code, viewer())
    page = render_template("administration/classroom_settings.html", form=form, classroom=shown, box=box)
    return page, 422 if form.was_sent else 200


@administration.post("/administration/classrooms/<code>/staff")
@permitted(administers)
@limiter.limit(A_PERSONS_PACE)
def appoint(code: str) -> ResponseReturnValue:
    """One name may mean several people: then the page asks which."""
    found, person_id = get_classroom(code, viewer()), viewer().id
    form = StaffForm()
    meant = people_meant(viewer(), form.who.data or "") if form.validate_on_submit() else []
    if len(meant) == 1:

        def work() -> str:
            appoint_staff(person_id, found.id, meant[0].id, StaffRole(form.role.data))
            return url_for("administration.classroom", code=code)

        answer = taken(form, "appoint staff", work, _("安排好了，对方重新登录以后生效。"))
        if answer:
            return answer
    elif not form.errors:
        form.refuse(_("叫这个名字的有好几位，请点一位。") if meant else _("没有找到这个人，请核对账号或姓名。"), "who")
    return _page(code, form, meant if len(meant) > 1 else [])


@administration.post("/administration/classrooms/<code>/staff/<any(tutor, class_administrator, technician):role>/ends")
@permitted(administers)
@limiter.limit(A_PERSONS_PACE)
def end_appointment(code: str, role: str) -> ResponseReturnValue:
    found, person_id = get_classroom(code, viewer()), viewer().id
    whose = request.form.get("person", 0, int)

    def work() -> str:
        end_staff(person_id, found.id, whose, StaffRole(role))
        return url_for("administration.classroom", code=code)

    form = PlainForm()
    return taken(form, "end staff", work, _("已经结束，做过的事都留着。")) or redirect(
        url_for("administration.classroom", code=code)
    )


def _page(code: str, form: StaffForm, meant: list[object] | None = None) -> ResponseReturnValue:
    found = get_classroom(code, viewer())
    history = staff_history(found.id)
    page = render_template(
        "administration/classroom.html", classroom=found, form=form, meant=meant or [], end_form=PlainForm(),
        staff=[one for one in history if one.until is None], past=[one for one in history if one.until is not None],
        learners=learner_count(found.id), changes=changes_of(Subject.CLASSROOM, found.id),
    )  # fmt: skip
    return page, 422 if form.was_sent else 200
