"""What was hidden after a report in each class, its author's objection, and what somebody answered."""

from sqlalchemy import select

from app.bulletins import operations as bulletins
from app.bulletins.blocks import block, numbered
from app.bulletins.models import BulletinDraft
from app.classrooms.models import Classroom
from app.foundation.database import db
from app.moderation.models import HiddenKind, Outcome
from app.moderation.operations import look_again, object_to_hiding
from app.people.models import Person
from app.resources import operations as resources
from app.resources.operations import Content
from tests.access.world import LONG, LOOKERS, World

HIDDEN = "hidden"


def set_scene(world: World) -> None:
    given = world.given
    for place, room, writer, learner in (
        ("own", given.classroom, given.class_administrator, given.learner),
        ("other_class", given.classroom2, given.tutor2, given.learner2),
        ("other_city", given.far_classroom, given.far_tutor, given.far_learner),
    ):
        number = _bulletin(world, place, room, writer)
        _comment(world, place, number, learner)
        _hide(world, place, number, None, writer)
        world.keep("bulletin", f"hidden_{place}", number, LOOKERS[place])
        world.keep("hidden_bulletin", place, number, LOOKERS[place])
        _resource(world, place, learner)


def _bulletin(world: World, place: str, room: Classroom, writer: Person) -> int:
    title, text = (world.canary(f"hid{part}{place}", LOOKERS[place]) for part in ("title", "text"))
    draft = bulletins.begin_bulletin(writer.id, room.id, "2026-W10", "要隐藏的", [])
    revision = db.session.scalars(select(BulletinDraft.revision).where(BulletinDraft.id == draft)).one()
    bulletins.save_draft_of(writer.id, draft, revision, title, numbered([block("text", text=text + LONG)]))
    return bulletins.publish_bulletin(writer.id, draft)


def _comment(world: World, place: str, bulletin: int, learner: Person) -> None:
    """Kept hidden against its author's objection."""
    concerned = LOOKERS[place] | {learner.account}
    said = bulletins.comment_on(learner.id, bulletin, world.canary(f"hidcomment{place}", concerned) + LONG)
    _hide(world, place, bulletin, said.id, learner)
    answer = world.canary(f"hidanswer{place}", concerned)
    again = world.given.far_tutor if place == "other_city" else world.given.area
    look_again(again.id, HiddenKind.COMMENT, said.id, Outcome.KEPT, answer)
    world.keep("hidden_comment", place, said.id, concerned)


def _hide(world: World, place: str, bulletin: int, comment: int | None, author: Person) -> None:
    """Reported by one of those who may decide, hidden by the team, contested by its author."""
    concerned, what = LOOKERS[place] | {author.account}, "comment" if comment else "bulletin"
    said = world.canary(f"hidreport{what}{place}", LOOKERS[place])
    bulletins.report_bulletin(_reporter(world, place).id, bulletin, comment, said + LONG)
    reason = world.canary(f"hidreason{what}{place}", concerned)
    bulletins.decide_reports(world.given.team.id, bulletin, comment, HIDDEN, reason)
    objection = world.canary(f"hidobjection{what}{place}", concerned) + LONG
    object_to_hiding(author.id, HiddenKind.COMMENT if comment else HiddenKind.BULLETIN, comment or bulletin, objection)


def _resource(world: World, place: str, learner: Person) -> None:
    concerned = LOOKERS[place] | {learner.account}
    title, words = (world.canary(f"hidresource{part}{place}", concerned) for part in ("title", "words"))
    content = Content(title, "plan", "upper", None, True, "", "credit", words + LONG, LONG)
    number = resources.share_resource(learner.id, world.given.training.id, content).id
    said = world.canary(f"hidresourcereport{place}", LOOKERS[place])
    resources.report_resource(_reporter(world, place).id, number, said + LONG)
    reason = world.canary(f"hidresourcereason{place}", concerned)
    resources.decide_reports(world.given.team.id, number, resources.REMOVED, reason)
    objection = world.canary(f"hidresourceobjection{place}", concerned) + LONG
    object_to_hiding(learner.id, HiddenKind.RESOURCE, number, objection)
    world.keep("resource", f"hidden_{place}", number, concerned)
    world.keep("hidden_resource", place, number, concerned)


def _reporter(world: World, place: str) -> Person:
    given = world.given
    return {"own": given.tutor, "other_class": given.class_administrator2}.get(place, given.far_area)
