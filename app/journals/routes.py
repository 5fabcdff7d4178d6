"""Writing journals, and reading those of a class."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.policy import is_learner
from app.classrooms.queries import find_training_of, get_classroom
from app.classrooms.scheme import Scheme
from app.drafts.queries import Offer, offer_drafts
from app.foundation.access import permitted, signed_in, viewer
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.foundation.markup import excerpt
from app.foundation.transactions import once
from app.grading.queries import standing_grades
from app.journals.forms import JournalForm
from app.journals.operations import draft_box, edit_journal, publish_journal, write_journal
from app.journals.policy import may_edit_journal
from app.journals.queries import PAGE, get_own_journal, journals_of, published_count, published_in, versions_of

journals = Blueprint("journals", __name__, template_folder="templates")


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of a class's journals."""

    code: str
    number: int
    count: int

    def url_for(self, number: int) -> str:
        return url_for("journals.of_classroom", code=self.code, page=number)


@journals.get("/me/journals")
@signed_in
def own() -> ResponseReturnValue:
    training = find_training_of(viewer())
    lines = journals_of(viewer().id, training.id) if training else []
    grades = standing_grades("journal", [line.id for line in lines], viewer())
    return render_template(
        "journals/own.html",
        lines=lines,
        grades=grades,
        training=training,
        needed=Scheme.read(training.scheme).journals if training else 0,
        may_write=is_learner(viewer()),
    )


@journals.route("/me/journals/new", methods=["GET", "POST"])
@permitted(is_learner)
@limiter.limit("20/minute", methods=["POST"])
def write() -> ResponseReturnValue:
    person_id, box = viewer().id, draft_box(None)
    offer, title = _offers(person_id, box)
    form = JournalForm(data={"title": title.text, "text": offer.text})
    if form.validate_on_submit():
        words = form.title.data or "", form.text.data or ""

        def work() -> str:
            return f"/journals/{write_journal(person_id, *words, publish=_is_to_be_published()).id}"

        target = _act(form, "write-journal", work)
        if target:
            return redirect(target)
    page = render_template("journals/write.html", form=form, box=box, offer=offer, training=find_training_of(viewer()))
    return page, 422 if form.was_sent else 200


@journals.route("/me/journals/<int:journal_id>", methods=["GET", "POST"])
@signed_in
@limiter.limit("20/minute", methods=["POST"])
def edit(journal_id: int) -> ResponseReturnValue:
    person_id, box = viewer().id, draft_box(journal_id)
    journal = get_own_journal(journal_id, person_id)
    offer, title = _offers(person_id, box)
    form = JournalForm(data={"title": title.text or journal.title, "text": offer.text or journal.text})
    if form.validate_on_submit():
        words = form.title.data or "", form.text.data or ""

        def work() -> str:
            return f"/journals/{edit_journal(journal_id, person_id, *words, publish=_is_to_be_published()).id}"

        target = _act(form, "edit-journal", work)
        if target:
            return redirect(target)
        journal = get_own_journal(journal_id, person_id)
    page = render_template(
        "journals/edit.html",
        form=form,
        box=box,
        offer=offer,
        journal=journal,
        versions=versions_of(journal_id),
        may_edit=may_edit_journal(viewer(), journal),
        training=find_training_of(viewer()),
    )
    return page, 422 if form.was_sent else 200


@journals.post("/me/journals/<int:journal_id>/publication")
@signed_in
@limiter.limit("20/minute")
def publish(journal_id: int) -> ResponseReturnValue:
    publish_journal(journal_id, viewer().id)
    flash(_("已发布到班级。"), "good")
    return redirect(f"/journals/{journal_id}")


@journals.get("/classrooms/<code>/journals")
@signed_in
def of_classroom(code: str) -> ResponseReturnValue:
    classroom = get_classroom(code, viewer())
    count = published_count(classroom.id)
    last = max(1, -(-count // PAGE))
    pages = Pages(code, min(max(1, request.args.get("page", 1, int)), last), last)
    lines = published_in(classroom.id, viewer(), pages.number)
    return render_template(
        "journals/classroom.html", classroom=classroom, lines=lines, pages=pages, count=count, excerpt=excerpt
    )


def _act(form: JournalForm, act: str, work: Callable[[], str]) -> str | None:
    """Do it once, however often the form is sent; a refusal is put into the form."""
    try:
        target = once(form.once_key, act, viewer().id, work)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
    flash(_("已发布到班级。") if _is_to_be_published() else _("已保存。"), "good")
    return target


def _offers(person_id: int, box: str) -> tuple[Offer, Offer]:
    chosen = request.args.get("draft", "")
    return offer_drafts(person_id, box, chosen), offer_drafts(
        person_id, f"{box}:title", "none" if chosen == "none" else ""
    )


def _is_to_be_published() -> bool:
    return request.form.get("publish") == "1"
