"""What a guest sees of the course: its modules, and each day the beginning of another case."""

from dataclasses import dataclass
from datetime import date

from app.courses.queries import ModuleShown, TopicLine, beginning_of_case, modules_in_order, topics_in_order
from app.foundation.database import db
from app.foundation.freshness import fresh

MINUTE = 60
LONGEST = 150


@dataclass(frozen=True, slots=True)
class Leaf:
    """A case that lies open."""

    topic: TopicLine
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class Welcome:
    """The modules with the number of their topics, and the case of the day."""

    modules: list[tuple[ModuleShown, int]]
    leaf: Leaf | None


def welcome_on(day: date) -> Welcome:
    """The same for all guests of a day."""
    return fresh(("welcome", str(db.engine.url), day), MINUTE, lambda: _welcome(day)).value


def _welcome(day: date) -> Welcome:
    topics = topics_in_order()
    modules = [(module, sum(topic.module_id == module.id for topic in topics)) for module in modules_in_order()]
    ready = [topic for topic in topics if topic.is_ready]
    chosen = ready[day.toordinal() % len(ready)] if ready else None
    return Welcome(modules, Leaf(chosen, beginning_of_case(chosen.id, LONGEST)) if chosen else None)
