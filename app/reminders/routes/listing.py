"""The first page of the morning: who of the class lacks what, how it presses, and whom to praise."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app.foundation import clock
from app.foundation.access import permitted, viewer
from app.reminders.pace import Risk
from app.reminders.policy import may_chase, may_chase_anybody
from app.reminders.promises import Promise
from app.reminders.queries import Learner, Standing, returns_of, standing_of
from app.reminders.queries.rounds import newest_rounds
from app.reminders.recipients import Kind
from app.reminders.routes.blueprint import class_to_read, reminders
from app.reminders.words import CHANNELS, MERITS, OUTCOMES, RISKS

FRESH = timedelta(days=3)
LACKS = {
    "minutes": _l("差学习时间"),
    "assignments": _l("缺作业"),
    "journals": _l("缺日志"),
    "salon_posts": _l("缺发言"),
}


def _is_out_of_touch(learner: Learner) -> bool:
    return learner.last is None or clock.now() - learner.last.made_at > FRESH


SHOWN: dict[str, tuple[object, Callable[[Learner], bool]]] = {
    "all": (_l("全部"), lambda one: True),
    "call": (_l("要电话"), lambda one: one.risk == Risk.CALL),
    "nudge": (_l("要提一提"), lambda one: one.risk == Risk.NUDGE),
    "silent": (_l("三天没联系"), _is_out_of_touch),
    "promised": (_l("说好了的"), lambda one: one.promise in (Promise.OPEN, Promise.BROKEN)),
}


@reminders.get("/classrooms/<code>/reminders")
@permitted(may_chase_anybody)
def listing(code: str) -> ResponseReturnValue:
    """In the first days of a training the page opens with those to praise."""
    person, now = viewer(), clock.now()
    classroom = class_to_read(code, person)
    kind = _kind(request.args.get("kind"))
    standing = standing_of(classroom, classroom.training, now, kind or Kind.PRAISE)
    kind = kind or (Kind.PRAISE if standing.is_for_praise else Kind.CHASE)
    show, lack = _choice("show", SHOWN), _choice("lack", LACKS)
    return render_template(
        "reminders/listing.html",
        classroom=classroom,
        standing=standing,
        kind=kind,
        learners=standing.praiseworthy if kind == Kind.PRAISE else _filtered(standing, show, lack),
        tabs=_tabs(standing, code, show or "all"),
        kinds_lacking=_lacks(standing, code, lack),
        may_chase=may_chase(person, classroom),
        returns=returns_of(classroom.id),
        rounds=newest_rounds(classroom.id),
        risks=RISKS,
        channels=CHANNELS,
        outcomes=OUTCOMES,
        merit_names=MERITS,
        as_of=now,
    )


def _kind(given: str | None) -> Kind | None:
    return Kind(given) if given in list(Kind) else None


def _choice(name: str, known: Mapping[str, object]) -> str | None:
    given = request.args.get(name)
    return given if given in known else None


def _filtered(standing: Standing, show: str | None, lack: str | None) -> list[Learner]:
    wanted = SHOWN[show or "all"][1]
    return [one for one in standing.at_risk if wanted(one) and (lack is None or _lacks_it(one, lack))]


def _tabs(standing: Standing, code: str, current: str) -> list[dict[str, object]]:
    return [
        {
            "label": label,
            "url": url_for("reminders.listing", code=code, kind="chase", show=None if name == "all" else name),
            "current": name == current,
            "count": sum(wanted(one) for one in standing.at_risk),
        }
        for name, (label, wanted) in SHOWN.items()
    ]


def _lacks(standing: Standing, code: str, current: str | None) -> list[tuple[object, str, bool, int]]:
    """What can be lacking, with how many lack it; only what somebody lacks."""
    counts = {name: sum(_lacks_it(one, name) for one in standing.at_risk) for name in LACKS}
    return [
        (label, url_for("reminders.listing", code=code, kind="chase", lack=name), name == current, counts[name])
        for name, label in LACKS.items()
        if counts[name]
    ]


def _lacks_it(learner: Learner, kind: str) -> bool:
    return any(lacking == kind for lacking, _number in learner.short)
