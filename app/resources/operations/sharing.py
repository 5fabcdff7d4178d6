"""Sharing a resource, changing it, taking it back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select, update

from app.classrooms.models import Training
from app.drafts.operations import settle_drafts
from app.foundation import clock, files
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.files import KeptFile
from app.foundation.markup import render
from app.foundation.transactions import locked, transaction
from app.people.models import Person
from app.people.queries import get_person
from app.resources.events import ResourceEdited, ResourceShared, ResourceWithdrawn
from app.resources.kinds import LINK_KINDS
from app.resources.models import Resource, ResourceFile
from app.resources.policy import may_edit, may_share
from app.resources.queries import SameFile, same_files, sharer_in

A_DAY = timedelta(days=1)


class Content(NamedTuple):
    """What somebody says of a resource, and its text or address."""

    title: str
    kind: str
    stage: str
    topic_id: int | None
    is_own: bool
    source: str
    licence: str
    description: str
    text: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A checked file; where there is something to see also a small picture of it, with its width and height."""

    file: KeptFile
    small: KeptFile | None = None
    width: int | None = None
    height: int | None = None

    @property
    def kept(self) -> list[KeptFile]:
        return [self.file, self.small] if self.small else [self.file]


def words_box(resource_id: int | None = None) -> str:
    """Where the description keeps itself while it is written."""
    return f"resource:{resource_id or 'new'}:words"


def text_box(resource_id: int | None = None) -> str:
    return f"resource:{resource_id or 'new'}"


def share_resource(
    person_id: int, training_id: int, content: Content, new: Sequence[SharedFile] = (), *, a_day: int = 20
) -> Resource:
    """Share with everybody who takes part; the same file of somebody else is remembered, one's own is refused."""
    with transaction() as session:
        person, training = get_person(person_id), locked(Training, Training.id == training_id)
        if training is None or not may_share(person, training.id, training.place_code):
            raise Forbidden
        _check(content, len(new))
        _check_pace(person, a_day)
        known = _known_files(training_id, person_id, new)
        home = sharer_in(person, training)
        resource = Resource(
            training_id=training_id, person_id=person_id, classroom_id=home.classroom_id, place_code=home.place_code,
            shared_at=clock.now(), repeats_id=known[0].resource_id if known else None, **_columns(content),
        )  # fmt: skip
        session.add(resource)
        session.flush()
        _add_files(resource.id, new)
        _settle(person_id, None)
        record(ResourceShared(resource.id, training_id, person_id, resource.repeats_id), person_id)
        return resource


def edit_resource(
    person_id: int, resource_id: int, content: Content, new: Sequence[SharedFile] = (),
    keep: Collection[int] | None = None, *, most_files: int = 5,
) -> Resource:  # fmt: skip
    """Say it differently, add files, take some away (`keep` None keeps all)."""
    with transaction():
        resource = _held(resource_id)
        if not may_edit(get_person(person_id), resource.person_id, is_withdrawn=resource.withdrawn_at is not None):
            raise Forbidden
        _take_away(resource_id, keep)
        there = set(db.session.scalars(select(ResourceFile.file_digest).where(*_standing(resource_id))))
        added = [one for one in new if one.file.digest not in there]
        if len(there) + len(added) > most_files:
            raise Refused(_("一份资源最多带 %(most)d 个文件。", most=most_files), "files")
        _check(content, len(there) + len(added))
        known = _known_files(resource.training_id, person_id, added, but=resource_id)
        for name, value in _columns(content).items():
            setattr(resource, name, value)
        resource.edited_at = clock.now()
        resource.repeats_id = resource.repeats_id or (known[0].resource_id if known else None)
        _add_files(resource_id, added)
        _settle(person_id, resource_id)
        record(ResourceEdited(resource_id, person_id), person_id)
        return resource


def withdraw_resource(person_id: int, resource_id: int) -> None:
    """Take one's own back: nobody finds it any more, and it stays for the record; a second time changes nothing."""
    with transaction():
        resource = _held(resource_id)
        if resource.person_id != person_id:
            raise NotFound
        if resource.withdrawn_at is None:
            resource.withdrawn_at, resource.withdrawn_by_id = clock.now(), person_id
            record(ResourceWithdrawn(resource_id, person_id), person_id)


def _held(resource_id: int) -> Resource:
    found = locked(Resource, Resource.id == resource_id)
    if found is None:
        raise NotFound
    return found


def _check(content: Content, file_count: int) -> None:
    if not content.is_own and not content.source:
        raise Refused(_("不是自己写的，请写明从哪里来、是谁写的。"), "source")
    if content.kind in LINK_KINDS and not content.link:
        raise Refused(_("请贴上视频的网址。"), "link")
    if not (content.text or content.link or file_count):
        raise Refused(_("请带上文件，或者把内容写在正文里。"), "files")


def _check_pace(person: Person, a_day: int) -> None:
    """Sharing earns nothing by itself; who shares without end only makes others search longer."""
    since = clock.now() - A_DAY
    number = select(func.count()).where(Resource.person_id == person.id, Resource.shared_at > since)
    if (db.session.scalar(number) or 0) >= a_day:
        raise Refused(_("一天最多分享 %(n)d 份，歇一歇，明天再来。", n=a_day))


def _known_files(training_id: int, person_id: int, new: Sequence[SharedFile], but: int | None = None) -> list[SameFile]:
    """Others' resources with one of these files, the oldest first; one's own is refused with its name."""
    known = same_files(training_id, [one.file.digest for one in new], but)
    mine = next((one for one in known if one.person_id == person_id), None)
    if mine is not None:
        name = next(one.file.name for one in new if one.file.digest == mine.digest)
        words = _("“%(name)s”您已经在《%(title)s》里分享过，去那一份里修改就好。", name=name, title=mine.title)
        raise Refused(words, "files")
    return known


def _columns(content: Content) -> dict[str, object]:
    rendered = render(content.text)
    source = "" if content.is_own else content.source
    return {**content._asdict(), "source": source, "html": rendered.html, "markup_version": rendered.version}


def _add_files(resource_id: int, new: Sequence[SharedFile]) -> None:
    once = list({one.file.digest: one for one in new}.values())
    files.register([kept for one in once for kept in one.kept])
    for one in once:
        small = one.small.digest if one.small else None
        db.session.add(
            ResourceFile(
                resource_id=resource_id, file_digest=one.file.digest, small_digest=small, name=one.file.name,
                width=one.width, height=one.height, added_at=clock.now(),
            )
        )  # fmt: skip
        db.session.flush()


def _take_away(resource_id: int, keep: Collection[int] | None) -> None:
    if keep is not None:
        gone = update(ResourceFile).where(*_standing(resource_id), ResourceFile.id.not_in(keep))
        db.session.execute(gone.values(removed_at=clock.now()))


def _standing(resource_id: int) -> tuple[ColumnElement[bool], ...]:
    return ResourceFile.resource_id == resource_id, ResourceFile.removed_at.is_(None)


def _settle(person_id: int, resource_id: int | None) -> None:
    settle_drafts(person_id, text_box(resource_id))
    settle_drafts(person_id, words_box(resource_id))
