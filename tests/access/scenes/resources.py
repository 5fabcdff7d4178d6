"""Resources in the access tests: shared in each class, taken back, reported, one in the showcase."""

from sqlalchemy import select

from app.foundation.database import db
from app.people.models import Person
from app.recommendations.operations import consent_to_showing, pick_work, recommend_work
from app.resources.models import ResourceFile
from app.resources.operations import (
    Content,
    keep_resource,
    rate_resource,
    report_resource,
    share_resource,
    use_resource,
    withdraw_resource,
)
from tests.access.world import EVERYBODY, LONG, LOOKERS, TAKE_PART, World
from tests.resources.things import a_file


def set_scene(world: World) -> None:
    given = world.given
    for place, learner, other in (
        ("own", given.learner, given.classmate),
        ("other_class", given.learner2, given.tutor2),
        ("other_city", given.far_learner, given.far_tutor),
    ):
        number = _shared(world, place, learner, TAKE_PART, whose=LOOKERS[place])
        use_resource(other.id, number)
        rate_resource(other.id, number, 4)
        keep_resource(other.id, number)
    gone = _shared(world, "withdrawn", given.learner, {"learner"} | LOOKERS["own"], whose=LOOKERS["own"])
    withdraw_resource(given.learner.id, gone)
    _in_the_showcase(world)


def _in_the_showcase(world: World) -> None:
    """Collected, recommended, agreed to and picked: what its sharer said of it is everybody's, the rest stays."""
    given, words = (
        world.given,
        {name: world.canary(f"shownresource{name}", EVERYBODY) for name in ("title", "words", "source")},
    )
    text, name, held = (world.canary(f"shownresource{part}", TAKE_PART) for part in ("text", "filename", "file"))
    content = Content(
        words["title"], "plan", "upper", None, False, words["source"], "credit", words["words"] + LONG, text + LONG
    )
    file = a_file(f"{name}.txt", "text/plain", held.encode())
    number = share_resource(given.classmate.id, given.training.id, content, [file]).id
    reason = world.canary("shownresourcereason", EVERYBODY) + LONG
    asked = recommend_work(given.tutor.id, "resource", number, reason).id
    consent_to_showing(asked, given.classmate.id)
    pick_work(asked, given.expert.id, world.canary("shownresourceword", EVERYBODY) + LONG)
    world.keep("resource", "shown", number, TAKE_PART)
    world.keep("recommendation", "resource", asked, EVERYBODY)
    file_id = db.session.scalars(select(ResourceFile.id).order_by(ResourceFile.id.desc())).first()
    world.keep("resource_file", "shown", file_id, TAKE_PART)


def _shared(world: World, place: str, by: Person, readers: set[str] | frozenset[str], whose: set[str]) -> int:
    """A resource with a text, a file and a report, each word of it a canary."""
    title, text = world.canary(f"resourcetitle{place}", readers), world.canary(f"resource{place}", readers)
    description = world.canary(f"resourcewords{place}", readers)
    source = world.canary(f"resourcesource{place}", readers)
    content = Content(title, "plan", "upper", None, False, source, "credit", description + LONG, text + LONG)
    name, held = world.canary(f"resourcefilename{place}", readers), world.canary(f"resourcefile{place}", readers)
    file = a_file(f"{name}.txt", "text/plain", held.encode())
    number = share_resource(by.id, world.given.training.id, content, [file]).id
    reporter = world.given.area if place != "other_city" else world.given.far_area
    reason = world.canary(f"resourcereport{place}", whose | {reporter.account})
    report_resource(reporter.id, number, reason + LONG)
    world.keep("resource", place, number, readers)
    file_id = db.session.scalars(select(ResourceFile.id).order_by(ResourceFile.id.desc())).first()
    world.keep("resource_file", place, file_id, readers)
    return number
