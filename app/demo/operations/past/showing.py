"""Works of the demo learner on their way: one shown on the home page, a work and a resource that wait for their word."""

from datetime import timedelta

from sqlalchemy import select

from app.classrooms.models import Classroom
from app.demo.operations.past.scene import Scene
from app.foundation.database import db
from app.grading.models import Grade
from app.people.queries import get_person
from app.recommendations.models import Recommendation
from app.recommendations.operations import consent_to_showing, pick_work, recommend_work, show_on_home_page
from app.recommendations.policy import may_pick
from app.resources.models import Resource

REASONS = (
    "从一次没谈成的谈话写起，一步一步有交代，值得各班看一看。",
    "把家访写成了故事，孩子的变化让人信服，想请更多同行读到。",
)
OF_RESOURCE = "拿来就能用，哪一步容易走偏也写上了，想请更多同行看到。"
WORD = "不急着教训，先听完，这一步许多人省掉了。"
BEST = "优"
SHOWN_AT, ON_SHOW = 7, timedelta(days=30)


def recommend(scene: Scene) -> None:
    """The best assignment went all the way; the next best and a resource were recommended yesterday."""
    best = _best(scene)
    if best:
        _show(scene, best[0])
    if len(best) > 1:
        with scene.at(scene.before(0.8)):
            recommend_work(scene.tutor, "submission", best[1], REASONS[1])
    resource = _best_resource(scene)
    if resource is not None:
        with scene.at(scene.before(0.7)):
            recommend_work(scene.tutor, "resource", resource, OF_RESOURCE)


def _show(scene: Scene, work_id: int) -> None:
    """Each step some hours after the one before; only an expert of the region picks."""
    with scene.at(scene.before(4)):
        number = recommend_work(scene.tutor, "submission", work_id, REASONS[0]).id
    with scene.at(scene.before(3.4)):
        consent_to_showing(number, scene.learner)
    place_code = db.session.get_one(Classroom, scene.classroom_id).place_code
    if not may_pick(get_person(scene.expert), place_code):
        return
    with scene.at(scene.before(2.5)):
        pick_work(number, scene.expert, WORD)
    with scene.at(scene.before(1.5)):
        show_on_home_page(number, scene.team, SHOWN_AT, scene.training.day_of(scene.latest + ON_SHOW))


def _best(scene: Scene) -> list[int]:
    """The learner's best assignments that nobody has recommended, graded some days ago."""
    known = select(Recommendation.work_id).where(Recommendation.kind == "submission")
    statement = (
        select(Grade.work_id)
        .where(Grade.kind == "submission", Grade.person_id == scene.learner, Grade.superseded_at.is_(None))
        .where(Grade.graded_at < scene.before(4.5), Grade.work_id.not_in(known), Grade.grade == BEST)
        .order_by(Grade.score.desc(), Grade.id)
    )
    return list(db.session.scalars(statement.limit(2)))


def _best_resource(scene: Scene) -> int | None:
    """What the learner shared that colleagues liked best, their own before what they collected."""
    known = select(Recommendation.work_id).where(Recommendation.kind == "resource")
    statement = (
        select(Resource.id)
        .where(Resource.person_id == scene.learner, Resource.classroom_id == scene.classroom_id)
        .where(Resource.withdrawn_at.is_(None), Resource.shared_at < scene.before(1), Resource.id.not_in(known))
        .order_by(Resource.is_own.desc(), Resource.score.desc(), Resource.id)
    )
    return db.session.scalars(statement.limit(1)).first()
