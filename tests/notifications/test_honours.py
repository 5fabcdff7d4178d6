"""A star is told of; when a correction takes it away, whoever has read of it hears that too, in kind words."""

from datetime import timedelta

import pytest

from app.foundation import clock
from app.foundation.clock import Week
from app.notifications.operations import choose_groups, mark_read
from app.notifications.queries import lines_of
from app.rankings.operations import close_week, correct_week
from tests.rankings.stage import Stage

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
W10 = Week(2026, 10)


class Scene:
    """Two friends of one class, of whom one is the star of the week by a journal that was graded."""

    def __init__(self, given) -> None:
        self.given, self.stage = given, Stage.of(given.training.id)
        monday = given.training.starts_at
        self.journal = self.stage.publish(given.learner.id, monday + timedelta(hours=9))
        self.stage.grade("journal", self.journal, "优", monday + timedelta(hours=30))
        self.stage.hand_in(given.classmate.id, given.topic.id, monday + timedelta(hours=31))
        close_week(given.training.id, W10, clock.now())

    def correct(self, grade: str) -> None:
        clock.travel_to(clock.now() + timedelta(minutes=1))
        self.stage.grade("journal", self.journal, grade, clock.now() - timedelta(seconds=1))
        correct_week(self.given.training.id, W10, self.given.team.id, "评定改过")


@pytest.fixture
def scene(app, given):
    with app.test_request_context():
        yield Scene(given)


def kinds(person) -> list[str]:
    return [line.kind for line in lines_of(person)]


def test_who_has_read_of_a_star_that_is_taken_away_is_told_why_to_look(scene):
    given = scene.given
    assert (kinds(given.learner), kinds(given.classmate)) == (["honoured"], [])
    mark_read(given.learner.id)
    scene.correct("不合格")
    assert kinds(given.learner) == ["honour_moved", "honoured"]
    assert lines_of(given.learner)[0].url == "/honours/2026-W10"
    assert kinds(given.classmate) == ["honoured"]
    scene.correct("优")
    assert kinds(given.learner) == ["honoured", "honour_moved", "honoured"], "and it came back"
    assert kinds(given.classmate) == [], "nobody is told of what was never read"


def test_what_nobody_has_read_is_taken_back_in_silence(scene):
    scene.correct("不合格")
    assert kinds(scene.given.learner) == []


def test_a_correction_that_leaves_the_star_says_nothing_more(scene):
    mark_read(scene.given.learner.id)
    scene.correct("良")
    assert kinds(scene.given.learner) == ["honoured"]


def test_who_wants_to_hear_nothing_of_honours_hears_nothing_of_their_end(scene):
    choose_groups(scene.given.classmate.id, ["honours"])
    scene.correct("不合格")
    scene.correct("优")
    assert kinds(scene.given.classmate) == []
