"""The course of the database as a plan takes it."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.courses.models import Module
from app.courses.models import Topic as CourseRow
from app.demo.planning.course import Course, CourseTopic
from app.demo.texts import Topic
from app.discussions.models import Board
from app.foundation.database import db
from app.study.ledger import seconds_to_finish


def read_course() -> Course:
    """Modules and topics that are not retired, with the sections they have now."""
    statement = (
        select(Module)
        .where(Module.retired_at.is_(None))
        .order_by(Module.position)
        .options(selectinload(Module.topics).selectinload(CourseRow.sections))
    )
    modules = list(db.session.scalars(statement))
    return Course(
        tuple(
            tuple(_topic(number, module, topic) for topic in module.topics if topic.retired_at is None)
            for number, module in enumerate(modules)
        )
    )


def _topic(number: int, module: Module, topic: CourseRow) -> CourseTopic:
    sections = tuple((section.kind, seconds_to_finish(section.characters)) for section in topic.sections)
    words = Topic(topic.slug, topic.title, tuple(topic.keywords), module.title)
    return CourseTopic(topic.id, topic.title, number, topic.minimum_characters, sections, words, module.slug)


def boards_with_modules(boards: list[Board]) -> tuple[tuple[int, str, int | None], ...]:
    """Each board with the number of the module that it belongs to, if to one."""
    statement = select(Module.slug).where(Module.retired_at.is_(None)).order_by(Module.position)
    modules = {slug[:40]: number for number, slug in enumerate(db.session.scalars(statement))}
    return tuple((board.id, board.slug, modules.get(board.slug)) for board in boards)
