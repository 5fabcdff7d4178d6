"""Putting a round together: for whom, by which way, in which words; who is left out is said before."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.models import Classroom
from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.foundation.errors import NotFound, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once
from app.notifications.queries import silencing
from app.people.models import Person
from app.reminders.forms import LONGEST_WORDS, RoundForm, chosen_people
from app.reminders.operations import Draft, make_round, round_box
from app.reminders.policy import may_chase_anybody
from app.reminders.queries import Standing, standing_of
from app.reminders.queries.planning import Planned, by_kind, by_merit, plan_round, words_for
from app.reminders.queries.rounds import last_words
from app.reminders.recipients import PREPARED, SENT_BY_THE_HOUSE, Channel, Kind, moment_to_send
from app.reminders.routes.blueprint import A_PERSONS_PACE, class_to_chase, reminders
from app.reminders.words import CHANNELS, REASONS, first_words, group_words, lacking_words, merit_words, praise_in_group

GROUP = "reminders"


@reminders.route("/classrooms/<code>/reminders/new", methods=["GET", "POST"])
@permitted(may_chase_anybody)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new(code: str) -> ResponseReturnValue:
    """One page: what everybody chosen would get, and a button that sends it."""
    person = viewer()
    classroom = class_to_chase(code, person)
    kind, channel, people = _kind(), _channel(), chosen_people()
    silent = silencing(GROUP, people) if people else set()
    form = RoundForm()
    is_looking = "preview" in request.form
    if form.validate_on_submit() and not is_looking:
        draft = Draft(kind, channel, people, form.text.data or "")

        def act() -> str:
            return url_for("reminders.show_round", round_id=make_round(person.id, classroom.id, draft, silent))

        try:
            target = once(form.once_key, "remind", person.id, act)
        except Refused as refusal:
            form.refuse(refusal.message, refusal.field)
            classroom = class_to_chase(code, person)  # the refusal ended what had been read
        else:
            flash(_("记下了。"), "good") if channel in PREPARED else flash(_("发出去了。"), "good")
            return redirect(target)
    page = _page(classroom, person, form, kind, channel, people, silent)
    return page, 422 if form.was_sent and (form.errors or not is_looking) else 200


def _page(
    classroom: Classroom,
    person: Person,
    form: RoundForm,
    kind: Kind,
    channel: Channel,
    people: Sequence[int],
    silent: set[int],
) -> str:
    now, training = clock.now(), classroom.training
    standing = standing_of(classroom, training, now, kind)
    planned = plan_round(standing, kind, channel, people, silent, now)
    reached = [one for one in planned if one.reason is None and one.learner is not None]
    form.text.flags.required = channel != Channel.PHONE
    if not form.was_sent:
        form.text.data = _words(classroom, person, kind, channel, standing, reached)
    due = moment_to_send(now, standing.rules, training.time_zone)
    return render_template(
        "reminders/new.html", classroom=classroom, form=form, kind=kind, channel=channel, standing=standing,
        reached=reached, skipped=[one for one in planned if one.reason is not None and one.learner is not None],
        waits_until=due if channel in SENT_BY_THE_HOUSE and due > now else None, channels=CHANNELS, reasons=REASONS,
        lacking_words=lacking_words, merit_words=merit_words, longest=LONGEST_WORDS, ways=_ways(classroom, kind, people),
        box=round_box(classroom.id, kind, channel, standing.today), is_sent_here=channel in SENT_BY_THE_HOUSE,
        sample=_sample(form, kind, channel, classroom, person, standing, reached),
    )  # fmt: skip


def _words(
    classroom: Classroom, person: Person, kind: Kind, channel: Channel, standing: Standing, reached: list[Planned]
) -> str:
    """What the box begins with: for a group the text itself, else the words of the last time or the house's."""
    learners = [one.learner for one in reached if one.learner is not None]
    if channel == Channel.GROUP and kind == Kind.PRAISE:
        return praise_in_group(by_merit(learners), classroom.name)
    if channel == Channel.GROUP:
        return group_words(by_kind(learners), classroom.name, standing.today, standing.span.left)
    return last_words(person.id, classroom.id, kind) or first_words(kind)


def _sample(
    form: RoundForm,
    kind: Kind,
    channel: Channel,
    classroom: Classroom,
    person: Person,
    standing: Standing,
    reached: list[Planned],
) -> tuple[str, str] | None:
    """How the first of them will read it."""
    first = next((one.learner for one in reached), None)
    if first is None or channel not in SENT_BY_THE_HOUSE:
        return None
    return first.name, words_for(form.text.data or "", kind, first, standing, classroom.name, person.name)


def _ways(classroom: Classroom, kind: Kind, people: Sequence[int]) -> list[dict[str, Any]]:
    """The same people by another way."""
    here: dict[str, Any] = {"code": classroom.code, "kind": kind, "person": list(people)}
    return [
        {"label": CHANNELS[way], "url": url_for("reminders.new", channel=way, **here), "current": way == _channel()}
        for way in (*SENT_BY_THE_HOUSE, *PREPARED)
    ]


def _kind() -> Kind:
    given = request.values.get("kind", Kind.CHASE)
    return Kind(given) if given in list(Kind) else Kind.CHASE


def _channel() -> Channel:
    given = request.values.get("channel", Channel.NOTICE)
    if given not in (*SENT_BY_THE_HOUSE, *PREPARED):
        raise NotFound
    return Channel(given)
