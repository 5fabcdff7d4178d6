"""Signs of activity of learners that were contacted, and what they did day by day: what returns are worked out of.

Accounts that were merged are one person: what was done under the one answers what was said to the other.
"""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, Select, Subquery, func, null, select, union, union_all

from app.assignments.models import Submission
from app.classrooms.models import Training
from app.courses.models import Topic
from app.discussions.models import Post
from app.foundation.database import db
from app.journals.models import Journal
from app.progress.queries.done import COUNTED
from app.reminders.models import Contact
from app.reminders.promises import Deed
from app.roster.models import PersonMerge
from app.roster.queries.merged import kept_accounts
from app.study.models import StudyDay, StudyInterval

People = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]


def signs_of(training_id: int, people: People) -> dict[int, list[datetime]]:
    """Each learner's signs of activity in order, by the account that stays."""
    found, kept = defaultdict[int, list[datetime]](list), kept_accounts()
    signs = signs_by(training_id, people)
    for person_id, moment in db.session.execute(select(signs.c.person_id, signs.c.at).order_by(signs.c.at)):
        found[kept.get(person_id, person_id)].append(moment)
    return found


def signs_by(training_id: int, people: People) -> Subquery:
    """Who and when: study that counted, works, journals, posts of every kind."""
    person, at = StudyInterval.person_id.label("person_id"), StudyInterval.started_at.label("at")
    parts = [
        select(person, at).where(StudyInterval.training_id == training_id, StudyInterval.verdict == "counted"),
        select(Submission.person_id, Submission.first_handed_in_at).where(Submission.training_id == training_id),
        select(Journal.person_id, Journal.published_at)
        .where(Journal.training_id == training_id, Journal.published_at.is_not(None)),
        select(Post.author_id, Post.written_at).where(Post.training_id == training_id),
    ]  # fmt: skip
    return union_all(*(part.where(part.selected_columns[0].in_(people)) for part in parts)).subquery()


def deeds_of(training: Training, people: People) -> dict[int, list[Deed]]:
    """What counts of each learner's work, day by day, by the account that stays."""
    found, kept = defaultdict[int, list[Deed]](list), kept_accounts()
    for person, day, seconds in db.session.execute(
        select(StudyDay.person_id, StudyDay.day, func.sum(StudyDay.seconds))
        .where(StudyDay.training_id == training.id, StudyDay.person_id.in_(people))
        .group_by(StudyDay.person_id, StudyDay.day)
    ):
        found[kept.get(person, person)].append(Deed(day, "minutes", 0, int(seconds)))
    for kind, statement in _dated(training.id).items():
        for person, module, moment in db.session.execute(statement.where(statement.selected_columns[0].in_(people))):
            found[kept.get(person, person)].append(Deed(training.day_of(moment), kind, module or 0, 1))
    return {person: sorted(deeds) for person, deeds in found.items()}


def _dated(training_id: int) -> dict[str, Select[*tuple[Any, ...]]]:
    """Works, journals and posts as the requirements count them, with the module of a work."""
    works = select(Submission.person_id, Topic.module_id, Submission.first_handed_in_at)
    journals = select(Journal.person_id, null(), Journal.published_at)
    posts = select(Post.author_id, null(), Post.written_at)
    return {
        "assignments": works.join(Topic, Topic.id == Submission.topic_id)
        .where(Submission.training_id == training_id, Submission.state.in_(COUNTED)),
        "journals": journals.where(Journal.training_id == training_id, Journal.published_at.is_not(None)),
        "salon_posts": posts.where(Post.training_id == training_id, Post.is_salon, Post.hidden_at.is_(None)),
    }  # fmt: skip


def contacted(training_id: int, *conditions: Any) -> CompoundSelect[*tuple[Any, ...]]:
    """The learners of a training whom somebody contacted, and all accounts that were ever merged."""
    said = select(Contact.person_id).where(Contact.training_id == training_id, *conditions)
    return union(said, select(PersonMerge.former_id), select(PersonMerge.kept_id))
