"""Resources earn by use and by praise, never by number; what people do for each other earns nothing."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.transactions import transaction
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import frozen_rows
from app.rankings.rules import DEFAULT, Rules
from app.resources.models import Resource
from app.resources.operations import Content, rate_resource, share_resource, use_resource, withdraw_resource
from tests.rankings.stage import Stage
from tests.support.given import Given

FIRST, SECOND = Week(2026, 10), Week(2026, 11)
WORDS = Content("一张表", "form", "any", None, True, "", "free", "打印就能用。", "第一栏写日期。")
USED, RATED, MORE = (DEFAULT["shared"][name] for name in ("used", "rated", "rated_more"))


def share(stage: Stage, who: int, number: int = 1) -> list[int]:
    return [share_resource(who, stage.training, WORDS._replace(title=f"表 {n}"), a_day=999).id for n in range(number)]


def use(people, resources, stars: int = 0) -> None:
    for resource in resources:
        for person in people:
            use_resource(person, resource)
            if stars:
                rate_resource(person, resource, stars)


def close(stage: Stage, week: Week = FIRST) -> dict[int, int]:
    return {row.subject_id: row.points for row in frozen_rows(close_week(stage.training, week, stage.at(999)).id)
            if row.board == "learners"}  # fmt: skip


@pytest.fixture
def stage(app: Flask, given: Given) -> Stage:
    with app.app_context():
        stage = Stage(learners=26, rooms=2)
        clock.travel_to(stage.at(30))
        yield stage


def others(stage: Stage, who: int, number: int) -> list[int]:
    """People of the other class, the last so many."""
    place = stage.people.index(who)
    return [person for n, person in enumerate(stage.people) if n % 2 != place % 2][-number:]


def test_use_and_praise_earn_and_the_page_says_from_what(app, given, stage, browse):
    used, liked, well_liked, nobody = stage.people[:4]
    use(others(stage, used, 5), share(stage, used))
    use(others(stage, liked, 8), share(stage, liked), stars=4)
    use(others(stage, well_liked, 10), share(stage, well_liked), stars=5)
    share(stage, nobody, number=40)
    points = close(stage)
    assert points[used] == 5 * USED
    assert points[liked] == 8 * USED + RATED
    assert points[well_liked] == 10 * USED + RATED + MORE
    assert points[nobody] == 0, "forty resources that nobody used"


def test_known_tricks_with_resources_earn_nothing_extra(stage):
    twice, ring, same_person, copied, in_class = [stage.people[n] for n in (0, 1, 2, 3, 4)]
    friend = others(stage, twice, 13)[-1]
    first = share(stage, twice)
    use([friend, friend, friend, twice], first)  # downloading again, and one's own
    people = stage.people[5:17]
    for one in [ring, *people]:  # everybody uses and praises everybody's
        share_of = share(stage, one)
        use([other for other in [ring, *people] if other != one], share_of, stars=5)
    use([friend], share(stage, same_person, number=10))  # one friend for ten resources
    copy = share(stage, copied)
    with transaction() as session:
        session.execute(update(Resource).where(Resource.id == copy[0]).values(repeats_id=first[0]))
    use(others(stage, copied, 10), copy, stars=5)  # somebody else's file once more
    classmates = [person for person in stage.people[18:] if person not in others(stage, in_class, 99)]
    use(classmates, share(stage, in_class), stars=5)
    points = close(stage)
    assert points[twice] == USED, "second and own downloads"
    assert {points[one] for one in [ring, *people]} == {0}, "a ring of mutual use and praise"
    assert points[same_person] == USED, "the same person again and again"
    assert points[copied] == 0, "a copied file"
    assert points[in_class] == len(classmates) * USED, "praise of the own class"


def test_each_mark_is_earned_once_and_closed_weeks_stay_as_they_were(stage):
    author = stage.people[0]
    [resource] = share(stage, author)
    fans = others(stage, author, 12)
    use(fans[:7], [resource], stars=5)
    rate_resource(fans[0], resource, 2)
    first = close(stage)
    assert first[author] == 7 * USED, "six find it good now, the seventh thought again"
    clock.travel_to(stage.at(24 * 8))
    use(fans[7:9], [resource], stars=4)
    rate_resource(fans[1], resource, 1)
    withdrawn = share(stage, stage.people[2])
    use(others(stage, stage.people[2], 3), withdrawn)
    withdraw_resource(stage.people[2], withdrawn[0])
    second = close(stage, SECOND)
    assert second[author] == 2 * USED + RATED, "the eighth came this week"
    assert second[stage.people[2]] == 0, "what was taken back before the week ended"
    clock.travel_to(clock.now() + timedelta(days=7))
    withdraw_resource(author, resource)
    use([author], share(stage, fans[0]))  # in return, but later
    assert close(stage) == first
    assert close(stage, SECOND) == second


def test_no_more_people_count_a_week_than_the_table_says(stage):
    author = stage.people[0]
    with transaction():
        use(stage.people[1:25], share(stage, author))
    assert close(stage)[author] == DEFAULT["shared"]["uses_a_week"] * USED


def test_a_table_from_before_gives_nothing_for_resources():
    earlier = {name: part for name, part in DEFAULT.items() if name != "shared"}
    assert set(Rules.read(1, earlier).shared.values()) == {0}
    assert Rules.read(0, earlier).shared == DEFAULT["shared"]


def test_why_the_week_gave_points_is_told_with_the_resource(app, given, browse):
    clock.travel_to(clock.now())
    with app.app_context():
        resource = share_resource(given.learner.id, given.training.id, WORDS).id
        use_resource(given.learner2.id, resource)
        use_resource(given.far_learner.id, resource)
    week = given.training.week_of(clock.now())
    page = browse(given.learner).get(f"/honours/{week}/learners/{given.learner.id}").text
    assert "分享的资源" in page
    assert f'href="/resources/{resource}"' in page
    assert "2 人" in page
    assert "份数不计分" in browse(given.learner).get("/honours/rules").text
