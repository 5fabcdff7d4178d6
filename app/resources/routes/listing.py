"""All resources of the training: words, filters, three orders, a page at a time."""

from typing import Any, NamedTuple

from flask import render_template, request, url_for

from app.classrooms.models import Training
from app.foundation.access import LARGEST_ID, signed_in, viewer
from app.foundation.limits import limiter
from app.resources.kinds import KINDS, STAGES, is_one_of
from app.resources.policy import moderates
from app.resources.queries import Filters, Key, Order, Page, choosable_places, choosable_topics, list_resources
from app.resources.routes.blueprint import A_BROWSERS_PACE, own_training, resources
from app.search.queries import ids_found
from app.search.question import LONGEST

PLACE_LENGTHS = (4, 6)


class Asked(NamedTuple):
    """What the address asks for, senseless things left out."""

    words: str
    order: Order
    filters: Filters

    def address(self, **other: Any) -> str:
        """The list with all of it, and this changed."""
        own = {None: None, True: "own", False: "collected"}[self.filters.is_own]
        values = {
            "q": self.words or None, "sort": None if self.order is Order.NEWEST else str(self.order),
            "kind": self.filters.kind, "stage": self.filters.stage, "topic": self.filters.topic_id, "own": own,
            "place": self.filters.place,
        }  # fmt: skip
        return url_for("resources.index", **(values | other))

    @property
    def is_narrow(self) -> bool:
        return bool(self.words) or any(value is not None for value in self.filters)


@resources.get("/resources")
@signed_in
@limiter.limit(A_BROWSERS_PACE)
def index() -> str:
    """What people shared, and the ways to find one's own among it."""
    training, asked = own_training(), _asked()
    if training is None:
        return render_template("resources/outside.html")
    page, is_full = _found(training, asked)
    return render_template(
        "resources/index.html",
        training=training,
        wanted=asked,
        longest=LONGEST,
        page=page,
        is_full=is_full,
        topics=choosable_topics(),
        places=choosable_places(training, asked.filters.place),
        moderates=moderates(viewer()),
        orders=list(Order),
        is_first="after" not in request.args and "before" not in request.args,
    )


def _found(training: Training, asked: Asked) -> tuple[Page, bool]:
    """The page, and whether more may hold the words than were looked through."""
    after, before = Key.read(request.args.get("after", "")), Key.read(request.args.get("before", ""))
    if not asked.words:
        return list_resources(training.id, asked.filters, asked.order, after, before), False
    ids, is_full = ids_found(asked.words, viewer(), "resource")
    return list_resources(training.id, asked.filters._replace(ids=ids), asked.order, after, before), is_full


def _asked() -> Asked:
    given = request.args
    kind, stage, place = given.get("kind"), given.get("stage"), given.get("place", "")
    topic = given.get("topic", 0, int)
    filters = Filters(
        kind=kind if is_one_of(kind, KINDS) else None,
        stage=stage if is_one_of(stage, STAGES) else None,
        topic_id=topic if 0 < topic <= LARGEST_ID else None,
        is_own={"own": True, "collected": False}.get(given.get("own", "")),
        place=place if place.isdecimal() and place.isascii() and len(place) in PLACE_LENGTHS else None,
    )
    sort = given.get("sort", "")
    return Asked(
        " ".join(given.get("q", "")[:LONGEST].split()), Order(sort) if sort in set(Order) else Order.NEWEST, filters
    )
