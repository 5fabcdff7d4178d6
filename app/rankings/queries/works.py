"""The works behind a learner's points: what they are called and where they are read."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import String, literal, select, union_all

from app.assignments.models import Submission
from app.courses.models import Topic
from app.discussions.models import Post, Thread
from app.discussions.queries.posts import page_of
from app.foundation.database import BigId, db
from app.journals.models import Journal
from app.rankings.scoring.rows import Item
from app.resources.models import Resource


class Work(NamedTuple):
    """A work's title and address."""

    title: str
    url: str


def works_of(items: Iterable[Item]) -> dict[tuple[str, int], Work]:
    """Works by kind and number, in one statement; what has been hidden since is left out."""
    ids: dict[str, set[int]] = {"submission": set(), "journal": set(), "post": set(), "resource": set()}
    for item in items:
        if item.work_id is not None:
            ids[kind_of(item)].add(item.work_id)
    none = literal(0, BigId)
    kind = {name: literal(name, String()).label("kind") for name in ids}
    submissions = select(kind["submission"], Submission.id, Topic.title, none, none).join(
        Topic, Topic.id == Submission.topic_id
    )
    posts = select(kind["post"], Post.id, Thread.title, Thread.id, Post.number).join(
        Thread, Thread.id == Post.thread_id
    )
    parts = union_all(
        submissions.where(Submission.id.in_(ids["submission"])),
        select(kind["journal"], Journal.id, Journal.title, none, none).where(Journal.id.in_(ids["journal"])),
        select(kind["resource"], Resource.id, Resource.title, none, none).where(
            Resource.id.in_(ids["resource"]), Resource.withdrawn_at.is_(None)
        ),
        posts.where(Post.id.in_(ids["post"]), Post.hidden_at.is_(None), Thread.hidden_at.is_(None)),
    )
    return {(row[0], row[1]): Work(row[2], _address(*row)) for row in db.session.execute(parts)}


def kind_of(item: Item) -> str:
    """Which table the item's work is in."""
    kind = item.kind.rpartition("-")[2]
    return "post" if kind == "thread" else kind


def _address(kind: str, work_id: int, _title: str, thread_id: int, number: int) -> str:
    if kind == "post":
        return f"/threads/{thread_id}?page={page_of(number)}#post-{number}"
    return f"/{kind}s/{work_id}"
