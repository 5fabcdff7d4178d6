"""Publishing: a draft becomes a version that stays, and the bulletin's text for everybody is made from it."""

from collections.abc import Callable, Collection

from flask_babel import gettext as _
from sqlalchemy import select

from app.bulletins.blocks import Block, has_words, read_blocks
from app.bulletins.events import BulletinPublished
from app.bulletins.models import Bulletin, BulletinDraft, BulletinVersion
from app.bulletins.operations.drafting import box_of_draft, held_draft
from app.bulletins.queries import learners_ever_in, named_in
from app.bulletins.seen import Sight, as_seen, people_in, posts_in, shown_people
from app.bulletins.telling import told
from app.classrooms.models import Classroom
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.markup import render
from app.foundation.transactions import locked, transaction

Asked = Callable[[Collection[int]], frozenset[int]]
_asked: list[Asked] = []


def knows_hidden_posts(ask: Asked) -> None:
    """`ask` says which of the posts from which words were taken are out of sight now; a domain above knows."""
    if ask not in _asked:
        _asked.append(ask)


def publish_bulletin(person_id: int, draft_id: int) -> int:
    """Publish a draft as a bulletin or as its next version; the draft is done with. Gives the bulletin's number."""
    with transaction() as session:
        draft = held_draft(draft_id, person_id)
        blocks = read_blocks(draft.blocks)
        if not draft.title.strip():
            raise Refused(_("简报还没有标题。"), "title")
        if not has_words(blocks):
            raise Refused(_("简报里还没有内容。"))
        bulletin = _held_or_new(draft, person_id)
        people = people_in(draft.title, blocks, learners_ever_in(draft.classroom_id))
        version = BulletinVersion(
            bulletin_id=bulletin.id, number=bulletin.version_number, title=draft.title, blocks=blocks,
            people=[[number, name] for number, name in people], published_by_id=person_id, published_at=clock.now(),
        )  # fmt: skip
        session.add(version)
        _tell_openly(bulletin, version, frozenset(named_in(bulletin.id)))
        session.delete(draft)
        settle_drafts(person_id, box_of_draft(draft_id))
        named = tuple(sorted({number for number, _name in people} | shown_people(blocks).keys()))
        told_of = (bulletin.id, draft.classroom_id, draft.week, bulletin.version_number, person_id, draft.title, named)
        record(BulletinPublished(*told_of), person_id)
        return bulletin.id


def rebuild_open_text(bulletin_id: int) -> None:
    """Make a bulletin's text for everybody anew from its newest version; a second run changes nothing."""
    with transaction() as session:
        bulletin = locked(Bulletin, Bulletin.id == bulletin_id)
        if bulletin is None:
            raise NotFound
        newest = select(BulletinVersion).where(
            BulletinVersion.bulletin_id == bulletin_id, BulletinVersion.number == bulletin.version_number
        )
        _tell_openly(bulletin, session.scalars(newest).one(), named_in(bulletin_id))


def retell_quotations(classroom_id: int, post_ids: Collection[int]) -> None:
    """Make the open texts anew of a class's bulletins that quote these posts, which were hidden or shown again."""
    with transaction() as session:
        newest = select(BulletinVersion).join(Bulletin, Bulletin.id == BulletinVersion.bulletin_id)
        newest = newest.where(BulletinVersion.number == Bulletin.version_number, Bulletin.classroom_id == classroom_id)
        for version in session.scalars(newest.order_by(Bulletin.id)).all():
            if not posts_in(read_blocks(version.blocks)).isdisjoint(post_ids):
                rebuild_open_text(version.bulletin_id)


def _held_or_new(draft: BulletinDraft, person_id: int) -> Bulletin:
    now = clock.now()
    with transaction() as session:
        if draft.bulletin_id is not None:
            bulletin = locked(Bulletin, Bulletin.id == draft.bulletin_id)
            if bulletin is None:
                raise NotFound
            bulletin.version_number += 1
            bulletin.edited_at = now
            return bulletin
        training_id = session.get_one(Classroom, draft.classroom_id).training_id
        bulletin = Bulletin(
            training_id=training_id, classroom_id=draft.classroom_id, author_id=person_id, week=draft.week,
            title=draft.title, text="", html="", markup_version=1, published_at=now, version_number=1,
        )  # fmt: skip
        session.add(bulletin)
        session.flush()
        return bulletin


def _tell_openly(bulletin: Bulletin, version: BulletinVersion, named: frozenset[int]) -> None:
    """Without names that their bearers did not agree to, without works, whose authors may take them back at any time,
    and without words of posts that were hidden."""
    blocks: list[Block] = read_blocks(version.blocks)
    people = [(number, name) for number, name in version.people]
    gone = frozenset(number for ask in _asked for number in ask(posts_in(blocks)))
    title, seen = as_seen(version.title, blocks, Sight(is_inside=False, people=people, named=named, gone=gone))
    bulletin.title, bulletin.text = title[:200], told(seen)
    rendered = render(bulletin.text)
    bulletin.html, bulletin.markup_version = rendered.html, rendered.version
