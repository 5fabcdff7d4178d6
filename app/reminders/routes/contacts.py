"""What was said to a learner and what they promised; and writing down another talk."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Classroom
from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.reminders.forms import LONGEST_NOTE, MOST_DIGITS, ContactForm
from app.reminders.operations import Talk, contact_box, note_contact
from app.reminders.policy import may_chase, may_chase_anybody
from app.reminders.promises import promise_state
from app.reminders.queries import standing_of
from app.reminders.queries.contacts import Told, history_of, learner_in
from app.reminders.queries.standing import Learner
from app.reminders.routes.blueprint import A_PERSONS_PACE, class_to_read, reminders
from app.reminders.words import CHANNELS, OUTCOMES, RISKS, lacking_words


@reminders.route("/classrooms/<code>/learners/<int:person_id>/contacts", methods=["GET", "POST"])
@permitted(may_chase_anybody)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def contacts(code: str, person_id: int) -> ResponseReturnValue:
    """The history; for those who look after the class with a form."""
    person = viewer()
    classroom = class_to_read(code, person)
    name, is_here = learner_in(classroom, person_id)
    if request.method == "POST" and not may_chase(person, classroom):
        raise Forbidden
    if request.method == "POST" and not is_here:
        raise NotFound
    form = ContactForm()
    if form.validate_on_submit():
        reminder_id = _number("line")
        back = _back(code, person_id, reminder_id)

        def act() -> str:
            note_contact(person.id, classroom.id, person_id, _talk(form), reminder_id)
            return back

        try:
            target = once(form.once_key, "note-contact", person.id, act)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
            classroom = class_to_read(code, person)  # the refusal ended what had been read
        else:
            flash(_("记下了。"), "good")
            return redirect(target)
    return _page(classroom, person_id, name, is_here=is_here, form=form), 422 if form.was_sent else 200


def _page(classroom: Classroom, person_id: int, name: str, *, is_here: bool, form: ContactForm) -> str:
    standing = standing_of(classroom, classroom.training, clock.now()) if is_here else None
    learner = standing.find(person_id) if standing else None
    told = history_of(person_id, classroom, everywhere=is_here)
    return render_template(
        "reminders/contacts.html", classroom=classroom, name=name, person_id=person_id, learner=learner, told=told,
        promises={one.id: _promise(one, learner) for one in told},
        form=form if is_here and may_chase(viewer(), classroom) else None, box=contact_box(person_id),
        longest=LONGEST_NOTE, channels=CHANNELS, outcomes=OUTCOMES, risks=RISKS, lacking_words=lacking_words,
    )  # fmt: skip


def _promise(one: Told, learner: Learner | None) -> str | None:
    if one.promised_on is None or learner is None:
        return None
    return promise_state(one.wanted, learner.asked, one.promised_on, one.met_on, learner.today)


def _talk(form: ContactForm) -> Talk:
    return Talk(
        form.channel.data, form.outcome.data or None, form.note.data or "", form.promised_on.data, form.kind.data
    )


def _number(name: str) -> int | None:
    """A number in the query that a database can look up."""
    given = request.args.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= MOST_DIGITS else None


def _back(code: str, person_id: int, reminder_id: int | None) -> str:
    """From a phone list one goes back to it, to the next call."""
    made = _number("round")
    if made is not None and reminder_id is not None:
        return url_for("reminders.show_round", round_id=made) + f"#line-{reminder_id}"
    return url_for("reminders.contacts", code=code, person_id=person_id)
