"""One topic, section by section, with what is said about it and its assignment at hand."""

from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import gettext

from app.classrooms.memberships import memberships_of
from app.courses.course import TITLE_OF
from app.courses.queries import SectionShown, TopicLine, sections_of, terms_in_order, topics_in_order
from app.courses.routes.blueprint import courses
from app.courses.routes.standing import Standing, standing_of
from app.discussions.queries import threads_of_topic
from app.foundation import clock
from app.foundation.access import signed_in, viewer
from app.foundation.errors import NotFound
from app.people.models import Person
from app.study.ledger import seconds_of
from app.study.visits import issue


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A topic with the ones before and after it in the course."""

    topic: TopicLine
    previous: TopicLine | None
    following: TopicLine | None


@courses.get("/course/<module>/<topic>")
@signed_in
def topic(module: str, topic: str) -> str:
    """Reading writes nothing: the page carries a signed visit, and its signals are posted elsewhere."""
    found = _find(module, topic)
    person = viewer()
    sections = sections_of(found.topic.id, person)
    standing = standing_of(person, found.topic.id)
    submission = standing.submissions.get(found.topic.id)
    membership = next(iter(memberships_of(person)), None)
    return render_template(
        "courses/topic.html",
        topic=found.topic,
        previous=found.previous,
        following=found.following,
        sections=sections,
        contents=[_entry(section, standing, found.topic) for section in sections],
        standing=standing,
        bookmark_at=standing.bookmark(found.topic),
        submission=submission,
        grade=standing.grades.get(submission.id) if submission else None,
        threads=threads_of_topic(found.topic.id, person, 5),
        classroom_code=membership.classroom_code if membership else None,
        visit=_visit(person, found.topic.id) if standing.is_learning else None,
        terms=[term for term in terms_in_order() if topic in term.topics],
        titles=TITLE_OF,
    )


def _find(module: str, topic: str) -> Neighbours:
    topics = topics_in_order()
    for index, line in enumerate(topics):
        if (line.module_slug, line.slug) == (module, topic):
            previous = topics[index - 1] if index else None
            return Neighbours(line, previous, topics[index + 1] if index + 1 < len(topics) else None)
    raise NotFound


def _entry(section: SectionShown, standing: Standing, topic: TopicLine) -> dict[str, object]:
    percent = standing.percent_of(topic, section) if standing.is_learning else None
    return {"label": gettext(TITLE_OF[section.kind]), "url": f"#{section.kind}", "percent": percent}


def _visit(person: Person, topic_id: int) -> str:
    secret, now = current_app.config["SECRET_KEY"], seconds_of(clock.now())
    return issue(secret, person.id, person.session_version, topic_id, now)
