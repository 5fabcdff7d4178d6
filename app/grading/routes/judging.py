"""What happens to a form of judgement, whatever it judges: hint, save, go on to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import viewer
from app.foundation.errors import Refused
from app.foundation.forms import Form
from app.foundation.transactions import once
from app.grading.forms import AnswerForm, JudgingForm
from app.grading.operations import Given, claim_next
from app.grading.queries import Position
from app.grading.routes.blueprint import address_of, filter_chosen
from app.grading.routes.hints import hint_for
from app.grading.routes.side import sitting_for

Act = Callable[[], Given]
SHOW_WHAT_WAS_SAVED = ("/submissions/", "/journals/", "/grading")
Way = Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """The work that a form judges, where it is read, what it is at the desk, and the grades that there are."""

    kind: str
    id: int
    here: str
    desk: tuple[str, int]
    grades: list[str]


def judge(form: JudgingForm, judged: Judged, act: Act, beside: Way = lambda: None) -> ResponseReturnValue | None:
    """Save a judgement and go on; None where the form has to be shown again.

    `beside` may name something to judge before the next work of the queue, such as another post of the thread.
    """
    if not form.validate():
        return None
    hint = (
        None if form.is_confirmed else hint_for(str(form["comment"].data or ""), judged.kind, judged.id, judged.grades)
    )
    if hint is not None:
        form.ask_again(hint)
        return None

    def work() -> str:
        given = act()
        if request.form.get("recommend"):
            return f"{judged.here}/recommendation"
        if request.form.get("next"):
            return beside() or _next_address(Position(given.handed_in_at, *judged.desk))
        return judged.here

    target = done_once(form, f"grade-{judged.kind}", work)
    return target and _go_on(target)


def done_once(form: Form, act: str, work: Callable[[], str]) -> str | None:
    """Do an act once and give where it leads; None where it was refused."""
    try:
        return once(form.once_key, act, viewer().id, work)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None


def save(form: Form, act: str, work: Callable[[], str], words: str) -> ResponseReturnValue | None:
    """Do an act once, say so and go where it leads; None where it was refused."""
    target = done_once(form, act, work)
    if target is None:
        return None
    flash(words, "good")
    return redirect(target)


def answer(form: AnswerForm, kind: str, act: Callable[[], object], here: str) -> ResponseReturnValue | None:
    """Save what was written back; None where the form has to be shown again."""
    if not form.validate():
        return None

    def work() -> str:
        act()
        return f"{here}#answers"

    return save(form, f"answer-{kind}", work, _("已经发出，对方会收到通知。"))


def _next_address(behind: Position) -> str:
    person_id = viewer().id
    work = claim_next(person_id, filter_chosen(), behind, around=True)
    return address_of(work, person_id) if work else "/grading"


def _go_on(target: str) -> ResponseReturnValue:
    """The page that follows shows what was saved; a script that has it already is told where it is."""
    if request.accept_mimetypes.best == "application/json":
        strip = render_template("grading/_just_graded.html", **sitting_for(viewer()))
        return jsonify(url=target, strip=strip)
    if not target.startswith(SHOW_WHAT_WAS_SAVED):
        flash(_("已保存。"), "good")
    return redirect(target)
