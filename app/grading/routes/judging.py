"""What happens to a form of judgement, whatever it judges: hint, save, go on to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.foundation.access import viewer
from app.foundation.errors import Refused
from app.foundation.forms import Form
from app.foundation.transactions import once
from app.grading.comments import digest_of, is_bare
from app.grading.forms import AnswerForm, JudgingForm
from app.grading.models import WorkKind
from app.grading.operations import claim_next
from app.grading.queries import was_written_before
from app.grading.routes.blueprint import address_of, filter_chosen

Act = Callable[[], object]
Way = Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """The work that a form judges, where it is read, and the grades that there are."""

    kind: str
    id: int
    here: str
    grades: list[str]


def judge(form: JudgingForm, judged: Judged, act: Act, beside: Way = lambda: None) -> ResponseReturnValue | None:
    """Save a judgement and go on; None where the form has to be shown again.

    `beside` may name something to judge before the next work of the queue, such as another post of the thread.
    """
    if not form.validate():
        return None
    hint = None if form.is_confirmed else _hint(str(form["comment"].data or ""), judged)
    if hint is not None:
        form.ask_again(hint)
        return None

    def work() -> str:
        act()
        return (beside() or _next_address()) if request.form.get("next") else judged.here

    return save(form, f"grade-{judged.kind}", work, _("已保存。"))


def save(form: Form, act: str, work: Callable[[], str], words: str) -> ResponseReturnValue | None:
    """Do an act once, say so and go where it leads; None where it was refused."""
    try:
        target = once(form.once_key, act, viewer().id, work)
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
    flash(words, "good")
    return redirect(target)


def answer(form: AnswerForm, kind: str, act: Act, here: str) -> ResponseReturnValue | None:
    """Save what was written back; None where the form has to be shown again."""
    if not form.validate():
        return None

    def work() -> str:
        act()
        return f"{here}#answers"

    return save(form, f"answer-{kind}", work, _("已经发出，对方会收到通知。"))


def _next_address() -> str:
    person_id = viewer().id
    work = claim_next(person_id, filter_chosen())
    return address_of(work, person_id) if work else "/grading"


def _hint(comment: str, judged: Judged) -> str | None:
    """A gentle word where a comment says nothing of its own; for a post, silence is fine."""
    is_short = is_bare(comment)
    if judged.kind == WorkKind.POST and (not comment or (is_short and comment not in judged.grades)):
        return None
    if not comment:
        return _("还没有写评语。哪怕一句，说说这篇里您记住的地方，作者会一直记得。")
    if is_short or is_bare(comment, judged.grades):
        return _("评语只有几个字。再写一句具体的：哪一处写得好，下一步可以往哪里走？")
    if was_written_before(viewer().id, digest_of(comment), judged.kind, judged.id):
        return _("这句评语您给别人写过。换一句只属于这一篇的话，作者读得出来。")
    return None
