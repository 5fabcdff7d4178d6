"""Everything that a learner's own pages show of the way to the end, read in a fixed number of statements."""

from dataclasses import dataclass

from app.classrooms.memberships import Membership
from app.classrooms.models import Training
from app.classrooms.queries import get_training_of
from app.classrooms.scheme import Scheme
from app.foundation import clock
from app.progress.queries.done import done_of, elapsed, module_ids
from app.progress.queries.next_steps import OpenTopic, open_topics, suggested_topics
from app.progress.requirements import Requirement, is_complete, is_on_schedule, modules_missing, requirements


@dataclass(frozen=True, slots=True)
class Overview:
    training: Training
    classroom: Membership
    requirements: list[Requirement]
    is_complete: bool
    is_on_schedule: bool
    suggested: list[OpenTopic]
    short_modules: list[tuple[str, int]]
    days_left: int

    def requirement(self, kind: str) -> Requirement:
        return next(asked for asked in self.requirements if asked.kind == kind)


def overview_of(person_id: int, held: Membership) -> Overview:
    training = get_training_of(held)
    scheme, done, modules = Scheme.read(training.scheme), done_of(person_id, training.id), module_ids()
    asked, topics, present = requirements(scheme, done, modules), open_topics(person_id, training.id), clock.now()
    return Overview(
        training=training,
        classroom=held,
        requirements=asked,
        is_complete=is_complete(asked),
        is_on_schedule=is_on_schedule(asked, elapsed(training, present)),
        suggested=suggested_topics(scheme, done, topics),
        short_modules=_titled(modules_missing(scheme, done, modules), topics),
        days_left=(training.ends_on - training.day_of(present)).days + 1,
    )


def _titled(short: dict[int, int], topics: list[OpenTopic]) -> list[tuple[str, int]]:
    titles = {topic.module_id: topic.module_title for topic in topics}
    return [(titles[module], number) for module, number in short.items() if module in titles]
