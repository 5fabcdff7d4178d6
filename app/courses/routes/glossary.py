"""The glossary: what the course's words mean, and where they are used."""

from itertools import groupby

from flask import render_template

from app.courses.queries import find_course, terms_in_order, topics_in_order
from app.courses.routes.blueprint import courses
from app.foundation.access import public

MOST_TOPICS = 5


@courses.get("/course/glossary")
@public
def glossary() -> str:
    """Every word in the order of a dictionary, by its first letter."""
    terms = terms_in_order()
    return render_template(
        "courses/glossary.html",
        course=find_course(),
        letters=[(letter, list(group)) for letter, group in groupby(terms, key=lambda term: term.initial)],
        topics={topic.slug: topic for topic in topics_in_order()},
        most=MOST_TOPICS,
    )
