"""The map of the course: every topic, where one stands, and what is asked for by stage and keyword."""

from collections import Counter

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.courses.course import STAGES, TITLE_OF
from app.courses.lines import line_of
from app.courses.queries import TopicLine, find_course, modules_in_order, topics_in_order
from app.courses.routes.blueprint import courses
from app.courses.routes.standing import standing_of
from app.foundation.access import public, viewer
from app.foundation.errors import NotFound

LONGEST_KEYWORD = 40
NUMERALS = dict(enumerate("一二三四五六七八九十", start=1))


@courses.get("/course")
@public
def course() -> str:
    """All modules and topics, or those for one stage or keyword."""
    stage = request.args.get("stage", "")
    keyword = request.args.get("keyword", "").strip()[:LONGEST_KEYWORD]
    topics, course = topics_in_order(), find_course()
    shown = [topic for topic in topics if _is_asked_for(topic, stage, keyword)]
    standing = standing_of(viewer())
    return render_template(
        "courses/map.html",
        course=course,
        modules=[(module, [t for t in shown if t.module_id == module.id]) for module in modules_in_order()],
        topics=topics,
        shown=shown,
        standing=standing,
        going_on=standing.last_read(topics),
        stages=STAGES,
        stage=stage if stage in STAGES else "",
        keyword=keyword,
        keywords=_keywords(topics, course.keywords if course else []),
        titles=TITLE_OF,
        numerals=NUMERALS,
        told=line_of,
    )


@courses.get("/course/<module>")
@public
def module(module: str) -> ResponseReturnValue:
    """A module is a part of the map."""
    if module not in {found.slug for found in modules_in_order()}:
        raise NotFound
    return redirect(url_for("courses.course", _anchor=module))


def _keywords(topics: list[TopicLine], vocabulary: list[str]) -> tuple[str, ...]:
    """Those that lead somewhere: in the order of the course's own list, others after them, frequent ones first."""
    used = Counter(word for topic in topics for word in topic.keywords)
    known = [word for word in vocabulary if word in used]
    return tuple(known + [word for word, _ in used.most_common() if word not in known])


def _is_asked_for(topic: TopicLine, stage: str, keyword: str) -> bool:
    if stage in STAGES and stage not in topic.stages:
        return False
    text = "\n".join((topic.title, topic.hook, topic.module_title, *topic.keywords))
    return keyword.casefold() in text.casefold()
