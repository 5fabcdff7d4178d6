"""Questions about what a person may see, worded once for all who stand alike.

What a statement of a policy looks like depends on the roles that somebody holds and on the places that they oversee; all
learners ask the same, each for themselves and their own class. So it is worded for a stand-in whose number and classes
are the question's values: twelve thousand learners share one wording.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import bindparam

from app.classrooms.memberships.held import Membership, memberships_of
from app.foundation import clock
from app.foundation.database import BigId, db
from app.foundation.reading import Question
from app.people.models import Person, Role
from app.people.policy import scopes_of

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
MOST_SHAPES = 512


class Shape(NamedTuple):
    """What decides how a statement about somebody looks."""

    roles: tuple[str, ...]
    scopes: tuple[tuple[Role, str], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A role over a place; whoever has the shape holds it now."""

    role: Role
    place_code: str


@dataclass(frozen=True, slots=True, eq=False)
class Somebody:
    """Stands for everybody of a shape while a question is worded; policies ask it what they ask a person."""

    shape: Shape
    id: Any = field(default_factory=lambda: bindparam("viewer", type_=BigId))

    @property
    def appointments(self) -> list[Held]:
        return [Held(role, place_code) for role, place_code in self.shape.scopes]

    @property
    def memberships(self) -> list[Membership]:
        return [_standing_in(role, number) for number, role in enumerate(self.shape.roles)]


class PersonalQuestion:
    """A question of a viewer: `build` words it for anybody of the same shape, and for what else is given to `of`."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._questions: dict[Any, Question] = {}

    def all(self, viewer: Person, *more: Any, **values: Any) -> list[Any]:
        """Every row; `more` goes to `build` and decides with the shape how the question is worded."""
        question, own = self._of(viewer, more)
        return question.all(**(own | values))

    def first(self, viewer: Person, *more: Any, **values: Any) -> Any:
        question, own = self._of(viewer, more)
        return question.first(**(own | values))

    def one(self, viewer: Person, *more: Any, **values: Any) -> Any:
        question, own = self._of(viewer, more)
        return question.one(**(own | values))

    def entity(self, viewer: Person, *more: Any, **values: Any) -> Any:
        """The first of what is found as an entity, with all that the statement loads beside it."""
        question, own = self._of(viewer, more)
        return db.session.scalars(question.statement, own | values).unique().first()

    def _of(self, viewer: Person, more: tuple[Any, ...]) -> tuple[Question, dict[str, Any]]:
        held = memberships_of(viewer)
        key = shape_of(viewer, held), more
        question = self._questions.get(key)
        if question is None:
            somebody = cast("Person", Somebody(key[0]))
            question = self._questions[key] = Question(lambda: self._build(somebody, *more))
            for oldest in list(self._questions)[:-MOST_SHAPES]:
                self._questions.pop(oldest, None)
        return question, _values_of(viewer, held)


def shape_of(viewer: Person, held: Sequence[Membership]) -> Shape:
    scopes = tuple((role, code) for role in Role for code in scopes_of(viewer, role)) if viewer.appointments else ()
    return Shape(tuple(membership.role for membership in held), scopes)


def _values_of(viewer: Person, held: Sequence[Membership]) -> dict[str, Any]:
    """What the stand-in's names, and the present, mean for this person now."""
    values: dict[str, Any] = {"viewer": viewer.id, "present": clock.now()}
    for number, membership in enumerate(held):
        values[f"classroom_{number}"] = membership.classroom_id
        values[f"training_{number}"] = membership.training_id
    return values


def _standing_in(role: str, number: int) -> Membership:
    classroom, training = (bindparam(f"{name}_{number}", type_=BigId) for name in ("classroom", "training"))
    return Membership(role, cast("int", classroom), "", "", cast("int", training), LONG_AGO)
