"""One import as a conversation: send, see what was understood, decide, apply; what could not be read comes back."""

from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.foundation.access import permitted, viewer
from app.foundation.file_kinds import LARGEST
from app.foundation.limits import limiter
from app.foundation.sheets import Column, Sheet, as_download, write_workbook
from app.foundation.wording import day
from app.people.queries import has_demo_people
from app.roster.forms import ConfirmForm, DecisionForm, RosterForm
from app.roster.headings import Table, find_table
from app.roster.models import RosterImport
from app.roster.operations.applying import apply_import
from app.roster.operations.drafting import decide_import, send_roster
from app.roster.policy import runs_rosters
from app.roster.queries.acts import find_act_of
from app.roster.queries.imports import PAGE, get_import, returned_rows, rooms_to_activate, rows_of_kind
from app.roster.queries.trainings import get_training_to_import, trainings_to_import
from app.roster.reading.outside import UnreadableRoster, read_spreadsheet
from app.roster.reasons import file_words, row_words
from app.roster.routes.blueprint import A_PERSONS_PACE, ROLE_NAMES, done, roster
from app.roster.wording import CHANGES, ENCODINGS, FIELDS

TABS = {
    "new": _l("新来"), "changed": _l("有变化"), "moved": _l("转班"), "vanished": _l("名册里没有"), "asked": _l("等您决定"),
    "conflict": _l("有冲突"), "bad": _l("读不懂"), "left": _l("先不导入"), "same": _l("没有变化"),
}  # fmt: skip


@roster.route("/roster/imports/new", methods=["GET", "POST"])
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new_import() -> ResponseReturnValue:
    """Send a roster: it is read at once, and nothing is changed."""
    trainings, person_id = trainings_to_import(viewer()), viewer().id
    asked = get_training_to_import(request.args.get("training"), viewer())
    form = RosterForm(training=asked.code)
    form.offer([(one.code, _in_words(one)) for one in trainings])
    if form.validate_on_submit():
        training_id = next(one.id for one in trainings if one.code == form.training.data)
        read = _read(form)
        if read is not None:
            table, encoding = read

            def work() -> str:
                name = str(form.file.filename)
                number = send_roster(person_id, training_id, name, table, encoding)
                return url_for("roster.show_import", import_id=number)

            target = done(form, "send-roster", work)
            if target:
                return redirect(target)
    page = render_template("roster/new.html", form=form, training=asked, has_sample=has_demo_people())
    return page, 422 if form.was_sent else 200


def _in_words(training: Any) -> str:
    """With its days: trainings of one name are told apart."""
    days = f"{day(training.starts_on)}–{day(training.late_until)}"
    return _("%(name)s（%(days)s）", name=training.name, days=days)


@roster.get("/roster/imports/<int:import_id>")
@permitted(runs_rosters)
def show_import(import_id: int) -> ResponseReturnValue:
    return _page(get_import(import_id, viewer()))


@roster.post("/roster/imports/<int:import_id>/decisions")
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE)
def decide(import_id: int) -> ResponseReturnValue:
    """Keep what was chosen; the page then says what will happen."""
    sent, person_id = get_import(import_id, viewer()), viewer().id
    form = _decision_form(sent)
    if form.validate_on_submit():
        chosen = _chosen(sent, form)

        def work() -> str:
            decide_import(person_id, import_id, chosen)
            return url_for("roster.show_import", import_id=import_id)

        target = done(form, "decide-import", work)
        if target:
            return redirect(f"{target}#apply")
    return _page(get_import(import_id, viewer()), decisions=form)


@roster.post("/roster/imports/<int:import_id>/application")
@permitted(runs_rosters)
@limiter.limit(A_PERSONS_PACE)
def apply(import_id: int) -> ResponseReturnValue:
    """All of it in one transaction, or nothing; where the world has changed since, the page is laid out anew."""
    get_import(import_id, viewer())
    person_id, form = viewer().id, ConfirmForm()
    if form.validate_on_submit():

        def work() -> str:
            return "applied" if apply_import(person_id, import_id) else "changed"

        answer = done(form, "apply-import", work)
        if answer == "changed":
            flash(_("在您看的时候，库里有了变化，所以还没有导入。下面是重新比对的结果，请再看一遍。"), "warn")
        elif answer:
            flash(_("导入好了。发激活码、整份撤销，都在这一页。"), "good")
        if answer:
            return redirect(url_for("roster.show_import", import_id=import_id))
    return _page(get_import(import_id, viewer()), confirm=form)


@roster.get("/roster/imports/<int:import_id>/returned-rows.xlsx")
@permitted(runs_rosters)
def returned(import_id: int) -> ResponseReturnValue:
    """What was not taken, as it was typed, with the reason in each row: put right, it can be sent again."""
    heads, rows = returned_rows(get_import(import_id, viewer()))
    columns = [Column(_("原因"), width=48), Column(_("原来的行号"), width=10)]
    columns += [Column(heads[field], width=20) for field in heads]
    lines = [
        (row_words(reasons), str(typed["row"]), *(_typed(typed.get(field)) for field in heads))
        for typed, reasons in rows
    ]
    return as_download(write_workbook([Sheet(_("退回的行"), columns, lines)]), f"退回的行-{import_id}.xlsx")


def _typed(cell: Any) -> str:
    if isinstance(cell, dict):
        return str(cell.get("formula") or "")
    if isinstance(cell, float):
        return format(Decimal(f"{cell:.15g}"), "f")  # as many digits as a spreadsheet keeps
    return "" if cell is None else str(cell)


def _read(form: RosterForm) -> tuple[Table, str] | None:
    """The table in the sent file; what is wrong with it stands beside the field."""
    try:
        book = read_spreadsheet(form.file.stream.read(LARGEST + 1))
        return find_table(book), book.encoding
    except UnreadableRoster as unreadable:
        form.refuse(file_words(unreadable.fault, unreadable.detail), "files")
        return None


def _decision_form(sent: RosterImport) -> DecisionForm:
    """Only what this roster leaves open."""
    form = DecisionForm(moved=sent.decisions.get("moved", "move"), vanished=sent.decisions.get("vanished"))
    for name in ("moved", "vanished"):
        if not sent.counts.get(name):
            del form[name]
    return form


def _chosen(sent: RosterImport, form: DecisionForm) -> dict[str, Any]:
    chosen: dict[str, Any] = {name: form[name].data for name in ("moved", "vanished") if name in form}
    answers = {one["key"]: request.form.get(f"school:{one['key']}", "") for one in sent.understood["questions"]}
    known = {key: answer[:20] for key, answer in answers.items() if answer}
    return {**chosen, "schools": {**sent.decisions.get("schools", {}), **known}}


def _page(
    sent: RosterImport, decisions: DecisionForm | None = None, confirm: ConfirmForm | None = None
) -> ResponseReturnValue:
    act = find_act_of(sent.id)
    kinds = [kind for kind in TABS if sent.counts.get(kind)]
    kind = request.args.get("kind", "")
    kind = kind if kind in kinds else (kinds[0] if kinds else "")
    number = min(max(1, request.args.get("page", 1, int)), 1000)
    rows = rows_of_kind(sent.id, kind, number) if kind else []
    page = render_template(
        "roster/import.html", sent=sent, act=act, kinds=kinds, kind=kind, number=number, rows=rows[:PAGE],
        has_more=len(rows) > PAGE, tabs=TABS, fields=FIELDS, changes=CHANGES, encodings=ENCODINGS, roles=ROLE_NAMES,
        form=decisions or _decision_form(sent), confirm=confirm or ConfirmForm(), row_words=row_words,
        answers=sent.decisions.get("schools", {}), rooms=rooms_to_activate(act.id) if act and not act.undone_at else [],
    )  # fmt: skip
    return page, 422 if decisions is not None or confirm is not None else 200
