"""Beginning a bulletin, saving what was rewritten, putting it aside."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from app.bulletins.blocks import LONGEST_WHOLE, MOST_BLOCKS, Block, length_of, numbered, read_blocks
from app.bulletins.events import BulletinBegun, BulletinDiscarded
from app.bulletins.models import Bulletin, BulletinDraft, BulletinVersion
from app.bulletins.policy import may_write_bulletin
from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.queries import get_person


def box_of_draft(draft_id: int) -> str:
    """Under this name, and a block's key after it, the texts of a draft keep themselves."""
    return f"bulletin:{draft_id}"


def begin_bulletin(person_id: int, classroom_id: int, week: str, title: str, blocks: Sequence[Block]) -> int:
    """Begin a bulletin from a first draft and give its number; where one is being written already, that one."""
    with transaction() as session:
        _permit(person_id, classroom_id)
        known = select(BulletinDraft.id).where(BulletinDraft.classroom_id == classroom_id, BulletinDraft.week == week)
        found = session.scalar(known)
        return found or _add(person_id, classroom_id, week, None, title, blocks)


def begin_revision(person_id: int, bulletin_id: int) -> int:
    """Begin the next version of a published bulletin from its newest one."""
    with transaction() as session:
        bulletin = locked(Bulletin, Bulletin.id == bulletin_id)
        if bulletin is None:
            raise NotFound
        _permit(person_id, bulletin.classroom_id)
        where = (BulletinDraft.classroom_id == bulletin.classroom_id, BulletinDraft.week == bulletin.week)
        open_draft = session.scalars(select(BulletinDraft).where(*where)).first()
        if open_draft is not None and open_draft.bulletin_id != bulletin_id:
            raise Refused(_("这一周还有一份简报正在写，请先把它发布或者放弃。"))
        if open_draft is not None:
            return open_draft.id
        newest = select(BulletinVersion).where(
            BulletinVersion.bulletin_id == bulletin_id, BulletinVersion.number == bulletin.version_number
        )
        version = session.scalars(newest).one()
        blocks = numbered(read_blocks(version.blocks))
        return _add(person_id, bulletin.classroom_id, bulletin.week, bulletin_id, version.title, blocks)


def save_draft_of(
    person_id: int, draft_id: int, revision: int, title: str, blocks: Sequence[Block], *, settles: bool = True
) -> BulletinDraft:
    """Keep what was rewritten, unless somebody else has saved since this form was shown."""
    with transaction():
        draft = held_draft(draft_id, person_id)
        if draft.revision != revision:
            raise Refused(
                _("您打开以后，另一位老师保存过这份简报。请在新窗口打开最新的一份，把要改的内容合进去再保存。")
            )
        if len(blocks) > MOST_BLOCKS:
            raise Refused(_("一份简报最多 %(most)d 块。", most=MOST_BLOCKS))
        if length_of(blocks) > LONGEST_WHOLE:
            raise Refused(_("整份简报的文字最多 %(most)d 个字，请删短一些。", most=LONGEST_WHOLE))
        draft.title, draft.blocks = title, numbered(blocks)
        draft.revision += 1
        draft.saved_by_id, draft.saved_at = person_id, clock.now()
        if settles:
            settle_drafts(person_id, box_of_draft(draft_id))
        return draft


def discard_draft(person_id: int, draft_id: int) -> None:
    """Put a draft aside; what was published of it stays as it is."""
    with transaction() as session:
        draft = held_draft(draft_id, person_id)
        session.delete(draft)
        settle_drafts(person_id, box_of_draft(draft_id))
        record(BulletinDiscarded(draft_id, draft.classroom_id, draft.week), person_id)


def held_draft(draft_id: int, person_id: int) -> BulletinDraft:
    """A draft for whoever writes for its class, held until the transaction ends."""
    draft = locked(BulletinDraft, BulletinDraft.id == draft_id)
    if draft is None:
        raise NotFound
    if not may_write_bulletin(get_person(person_id), draft.classroom_id):
        raise NotFound  # a foreign draft looks like none
    return draft


def _permit(person_id: int, classroom_id: int) -> None:
    if not may_write_bulletin(get_person(person_id), classroom_id):
        raise Forbidden


def _add(
    person_id: int, classroom_id: int, week: str, bulletin_id: int | None, title: str, blocks: Sequence[Block]
) -> int:
    now = clock.now()
    with transaction() as session:
        draft = BulletinDraft(
            classroom_id=classroom_id, week=week, bulletin_id=bulletin_id, title=title, blocks=list(blocks),
            revision=1, begun_by_id=person_id, begun_at=now, saved_by_id=person_id, saved_at=now,
        )  # fmt: skip
        session.add(draft)
        session.flush()
        record(BulletinBegun(draft.id, classroom_id, week), person_id)
        return draft.id
