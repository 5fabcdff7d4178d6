"""Who changed what when: nothing is ever taken out of it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import render_template, request

from app.administration.policy import leads
from app.administration.queries.log import PAGE, Wanted, logged, names_in
from app.administration.routes.blueprint import administration
from app.administration.sentences import SENTENCES, label_of_act, said
from app.administration.timetable import JOBS
from app.administration.wording import CHANGES, ROLES
from app.foundation.access import LARGEST_ID, permitted, viewer
from app.foundation.clock import Week
from app.foundation.events import RecordedEvent
from app.foundation.wording import day

ASKED = ("act", "by", "about", "day", "daily")


class Line(NamedTuple):
    """One act as it is read; `person_id` leads to whom it is about."""

    happened_at: Any
    actor: str | None
    sentence: str
    reason: str | None
    person_id: int | None


@administration.get("/administration/log")
@permitted(leads)
def log() -> str:
    wanted = _asked()
    rows = logged(wanted, _asked_before())
    kept = {name: request.args[name] for name in ASKED if name in request.args}
    return render_template(
        "administration/log.html", lines=list(_lines(rows[:PAGE])), wanted=wanted, kept=kept,
        more=_place_of(rows[PAGE - 1]) if len(rows) > PAGE else None, acts=_acts(), viewer_id=viewer().id,
    )  # fmt: skip


def _asked() -> Wanted:
    values = {name: request.args.get(name, "").strip()[:120] for name in ASKED[:4]}
    try:
        day = date.fromisoformat(values["day"])
    except ValueError:
        day = None
    return Wanted(values["act"], values["by"], values["about"], day, request.args.get("daily") == "1")


def _asked_before() -> tuple[datetime, int] | None:
    """Where the last page ended, as `_place_of` wrote it."""
    instant, _mark, number = request.args.get("before", "").rpartition("~")
    try:
        moment = datetime.fromisoformat(instant)
        return (moment, int(number)) if moment.tzinfo and 0 < int(number) <= LARGEST_ID else None
    except ValueError:
        return None


def _place_of(row: Any) -> str:
    return f"{row.happened_at.isoformat()}~{row.id}"


def _acts() -> dict[bool, list[tuple[str, str]]]:
    """Acts to choose from: those of running the trainings, and the everyday ones."""
    groups: dict[bool, list[tuple[str, str]]] = {False: [], True: []}
    for name, sentence in SENTENCES.items():
        groups[sentence.is_daily].append((name, label_of_act(name)))
    return groups


def _week(name: str | None) -> str | None:
    """A week by the day on which it begins: its number in the calendar tells nobody anything."""
    return day(Week.parse(name).monday) if name else None


def _job(name: str | None) -> Any:
    told = JOBS.get(name or "")
    return told.title if told else name


def _lines(rows: list[RecordedEvent] | list[Any]) -> Iterable[Line]:
    names = names_in(rows)
    for row in rows:
        known = {
            "person": names["person"].get(row.about_person_id),
            "classroom": names["classroom"].get(row.data.get("to_classroom_id") or row.data.get("classroom_id")),
            "training": names["training"].get(row.data.get("training_id")),
            "place": names["place"].get(row.data.get("place_code")),
            "role": ROLES.get(row.data.get("role", "")),
            "what": CHANGES.get(row.data.get("what", "")),
            "week": _week(row.data.get("week")),
            "job": _job(row.data.get("job")),
        }
        known = {name: value for name, value in known.items() if value is not None}
        reason = names["change"].get(row.data.get("change_id"))
        yield Line(
            row.happened_at, names["person"].get(row.actor_id), said(row.name, known), reason, row.about_person_id
        )
