"""Bulletins of three classes: what everybody reads, what stays inside the class, what only its writers see."""

from io import BytesIO

from PIL import Image
from sqlalchemy import select

from app.bulletins.blocks import Block, block, numbered
from app.bulletins.models import BulletinDraft, BulletinPicture
from app.bulletins.operations import (
    PictureFile,
    add_picture,
    begin_bulletin,
    begin_revision,
    comment_on,
    publish_bulletin,
    report_bulletin,
    save_draft_of,
    take_back_bulletin,
)
from app.classrooms.models import Classroom
from app.foundation import files
from app.foundation.database import db
from app.people.models import Person
from tests.access.world import LEARNERS, LONG, LOOKERS, OVERSEERS, STAFF, TAKE_PART, World


def set_scene(world: World) -> None:
    given = world.given
    for place, room, writer, learner in (
        ("own", given.classroom, given.class_administrator, given.learner),
        ("other_class", given.classroom2, given.class_administrator2, given.learner2),
        ("other_city", given.far_classroom, given.far_tutor, given.far_learner),
    ):
        _bulletin(world, place, room, writer, learner)
        _draft(world, place, room, writer)
    _taken_back(world)


def _bulletin(world: World, place: str, room: Classroom, writer: Person, learner: Person) -> None:
    """Published twice: what the first version said is left to those who write and those who oversee."""
    inside = LEARNERS[place] | STAFF[place] | OVERSEERS[place]
    first = world.canary(f"bulletinfirst{place}", STAFF[place] | OVERSEERS[place])
    draft_id = begin_bulletin(writer.id, room.id, "2026-W10", "第一版", [])
    _save(writer, draft_id, "第一版的标题", [block("text", text=first + LONG)])
    bulletin_id = publish_bulletin(writer.id, draft_id)
    open_picture, salon_picture = _picture(world, place, room, writer, None), _picture(world, place, room, writer, 1)
    quote = {
        "post_id": 1, "thread_id": 1, "number": 1, "title": world.canary(f"bulletinthread{place}", inside),
        "person_id": learner.id, "name": learner.name, "words": world.canary(f"bulletinwords{place}", TAKE_PART),
        "keep": True,
    }  # fmt: skip
    star = {
        "person_id": learner.id, "name": world.canary(f"bulletinstar{place}", inside), "place": 60, "is_winner": False,
        "keep": True,
    }  # fmt: skip
    blocks = [
        block("text", heading=world.canary(f"bulletinhead{place}", TAKE_PART), text="这一周大家都很用心。"),
        block("quotes", items=[quote]),
        block("stars", items=[star]),
        block("picture", picture_id=open_picture, caption=world.canary(f"bulletincaption{place}", TAKE_PART)),
        block("picture", picture_id=salon_picture, post_id=1, caption=world.canary(f"bulletinsalon{place}", inside)),
    ]
    revision = begin_revision(writer.id, bulletin_id)
    _save(writer, revision, world.canary(f"bulletintitle{place}", TAKE_PART), blocks)
    publish_bulletin(writer.id, revision)
    world.keep("bulletin", place, bulletin_id, TAKE_PART)
    world.keep("bulletin_version", place, 1, STAFF[place] | OVERSEERS[place])
    world.keep("bulletin_picture", place, open_picture, TAKE_PART)
    world.keep("bulletin_picture", f"{place}_salon", salon_picture, inside)
    comment = comment_on(learner.id, bulletin_id, world.canary(f"bulletincomment{place}", TAKE_PART) + LONG)
    world.keep("bulletin_comment", place, comment.id, TAKE_PART)
    reason = world.canary(f"bulletinreport{place}", LOOKERS[place]) + LONG
    report_bulletin(writer.id, bulletin_id, comment.id, reason)


def _taken_back(world: World) -> None:
    """Read by those who write for the class and by the team alone."""
    given = world.given
    draft_id = begin_bulletin(given.class_administrator.id, given.classroom.id, "2026-W10", "收回的", [])
    title, text = (world.canary(f"bulletingone{part}", LOOKERS["own"]) for part in ("title", "text"))
    _save(given.class_administrator, draft_id, title, [block("text", text=text + LONG)])
    number = publish_bulletin(given.class_administrator.id, draft_id)
    take_back_bulletin(given.class_administrator.id, number)
    world.keep("bulletin", "taken_back", number, LOOKERS["own"])


def _draft(world: World, place: str, room: Classroom, writer: Person) -> None:
    picture = _picture(world, place, room, writer, None)
    draft_id = begin_bulletin(writer.id, room.id, "2026-W11", "草稿", [])
    title, text = (
        world.canary(f"bulletindraft{place}", STAFF[place]),
        world.canary(f"bulletintext{place}", STAFF[place]),
    )
    _save(writer, draft_id, title, [block("text", text=text + LONG), block("picture", picture_id=picture)])
    world.keep("bulletin_draft", place, draft_id, STAFF[place])
    world.keep("draft_picture", place, picture, STAFF[place])


def _save(writer: Person, draft_id: int, title: str, blocks: list[Block]) -> None:
    revision = db.session.scalars(select(BulletinDraft.revision).where(BulletinDraft.id == draft_id)).one()
    save_draft_of(writer.id, draft_id, revision, title, numbered(blocks))


def _picture(world: World, place: str, room: Classroom, writer: Person, post_id: int | None) -> int:
    """A picture of its own, so that no two have the same bytes."""
    shade = db.session.query(BulletinPicture).count() * 9
    drawn = BytesIO()
    Image.new("RGB", (8, 6), (shade, 90, 60)).save(drawn, "PNG")
    kept = files.keep(f"{place}.png", "image/png", drawn.getvalue())
    picture = PictureFile(kept.name, kept.digest, kept.digest, 8, 6, post_id, (kept,))
    return add_picture(writer.id, room.id, picture)
