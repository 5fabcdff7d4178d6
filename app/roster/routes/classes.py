"""A class's roster, masked, and its codes: on slips to cut out, and as a file."""

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Classroom
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.foundation.sheets import Column, Sheet, as_download, write_workbook
from app.people.operations import CODE_LASTS
from app.roster.forms import ConfirmForm
from app.roster.operations.codes import Slip, issue_class_codes, known_slips
from app.roster.policy import may_run_roster
from app.roster.qr import qr_path
from app.roster.queries.classes import get_class, listed_learners, people_to_activate
from app.roster.routes.blueprint import A_PERSONS_PACE, done, roster

MOST_SLIPS = 400


@roster.get("/classrooms/<code>/roster")
@signed_in
def class_roster(code: str) -> ResponseReturnValue:
    return _page(get_class(code, viewer()), ConfirmForm())


@roster.post("/classrooms/<code>/activation-codes")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def issue_codes(code: str) -> ResponseReturnValue:
    """Fresh codes on a sheet; what is answered is not kept, so the same form sent again shows none."""
    room, person_id, form = get_class(code, viewer()), viewer().id, ConfirmForm()
    room_id = room.id
    slips: list[Slip] = []
    if form.validate_on_submit():

        def work() -> str:
            slips.extend(issue_class_codes(person_id, room_id))
            return "issued"

        if done(form, "issue-codes", work) and not slips:
            form.refuse(_("这些激活码刚才已经显示过一次，不会再显示。没有印好的话，请再生成一次，原来的就作废了。"))
    if not slips:
        return _page(get_class(code, viewer()), form)
    room = get_class(code, viewer())
    address = current_app.extensions["settings"].public_url
    drawn = [(slip, qr_path(f"{address}/activate?account={slip.account}")) for slip in slips]
    return render_template(
        "roster/slips.html", classroom=room, slips=drawn, address=address, days=CODE_LASTS.days, form=ConfirmForm()
    )


@roster.post("/classrooms/<code>/activation-codes/file")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def codes_as_file(code: str) -> ResponseReturnValue:
    """The codes that stand on the screen, as far as they hold, as a spreadsheet."""
    room = get_class(code, viewer())
    slips = known_slips(room.id, _posted())
    if not slips:
        raise Refused(_("这些激活码已经作废，请重新生成。"))
    address = f"{current_app.extensions['settings'].public_url}/activate"
    columns = [Column(_("姓名"), width=14), Column(_("学校"), width=26), Column(_("账号"), width=18)]
    columns += [Column(_("激活码"), width=20), Column(_("激活网址"), width=36)]
    rows = [(slip.name, slip.school, slip.account, slip.code, address) for slip in slips]
    return as_download(write_workbook([Sheet(room.name, columns, rows)]), f"激活码-{room.name}.xlsx")


def _posted() -> dict[int, str]:
    """Codes by person, as the sheet's own form sends them back."""
    pairs = [value.partition(":") for value in request.form.getlist("slip")[:MOST_SLIPS]]
    return {int(number): code for number, _mark, code in pairs if number.isdecimal() and len(number) < 19}


def _page(room: Classroom, form: ConfirmForm) -> ResponseReturnValue:
    learners = listed_learners(room.id)
    page = render_template(
        "roster/class.html", classroom=room, learners=learners, form=form, waiting=people_to_activate(room.id),
        runs=may_run_roster(viewer(), room), address=current_app.extensions["settings"].public_url,
    )  # fmt: skip
    return page, 422 if form.was_sent else 200
