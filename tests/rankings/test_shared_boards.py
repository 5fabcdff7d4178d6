"""A part of a board is made once for all who read as far; nobody is given what was made for somebody else's eyes."""

from datetime import timedelta

import pytest

from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.transactions import transaction
from app.people.models import Person
from app.rankings.operations import close_week, correct_week
from app.rankings.policy import LISTED
from app.rankings.routes import boards
from tests.rankings.stage import Stage

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
W10 = Week(2026, 10)
BOARD = "/honours/2026-W10"
MARK = 'class="mine"'


class Scene:
    """A closed week with sixty learners of one class and three of others, and how often a part of it is made."""

    def __init__(self, given, monkeypatch) -> None:
        self.given, self.made = given, []
        stage = Stage.of(given.training.id)
        monday = given.training.starts_at
        stage.crowd(60)
        for hour, person in enumerate((given.learner, given.classmate, given.far_learner)):
            stage.hand_in(person.id, given.topic.id, monday + timedelta(hours=hour))
        close_week(given.training.id, W10, clock.now())
        make = boards._make
        monkeypatch.setattr(boards, "_make", lambda *given: self.made.append(given[2]) or make(*given))


@pytest.fixture
def scene(app, given, monkeypatch):
    with app.app_context():
        return Scene(given, monkeypatch)


def read(client, address: str = BOARD) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.text


def row_of(page: str, person) -> str:
    return page.split(f'<tr id="row-{person.id}"')[1].split("</tr>", maxsplit=1)[0]


def test_all_who_read_as_far_get_one_part_each_with_their_own_row_marked(scene, browse):
    given = scene.given
    for person in (given.learner, given.classmate, given.far_learner, given.learner):
        page = read(browse(person))
        assert page.split("<aside")[0].count(MARK) == 1
        assert row_of(page, person).startswith(" class="), person.account
    assert len(scene.made) == 1
    assert MARK not in read(browse(given.tutor)).split("<aside")[0]


def test_a_guest_after_the_team_sees_no_more_than_a_guest(scene, browse):
    given = scene.given
    whole = read(browse(given.team), f"{BOARD}?page=2")
    crowd = [f"crowd-{given.training.id}-{n}" for n in range(60)]
    assert any(f">{name}<" in whole for name in crowd)
    guest = read(browse())
    assert given.classmate.name not in guest
    assert f"/learners/{given.learner.id}" not in guest
    assert not any(f">{name}<" in guest for name in crowd[5:])
    assert "/classrooms/c-101" in read(browse(given.team), f"{BOARD}?board=classrooms")
    assert "/classrooms/c-101" not in read(browse(), f"{BOARD}?board=classrooms")
    assert "board=tutors" not in guest


def test_a_learner_after_the_team_reads_the_first_part_alone(scene, browse):
    given = scene.given
    team, learner = browse(given.team), browse(given.learner)
    everybody = read(team) + read(team, f"{BOARD}?page=2")
    assert everybody.count('<tr id="row-') > LISTED
    assert read(learner).count('<tr id="row-') == LISTED
    assert learner.get(f"{BOARD}?page=2").status_code == 404
    assert read(team, f"{BOARD}?page=2") != read(team)


def test_languages_boards_and_what_stands_in_the_address_do_not_mix(scene, browse):
    client = browse(scene.given.learner)
    assert "学员名次" in read(client)
    assert "学员名次" not in read(client, f"{BOARD}?lang=en")
    assert "Learners" in read(client, f"{BOARD}?lang=en")
    read(client, f"{BOARD}?lang=zh&board=classrooms&evil=canary")
    assert "canary" not in read(browse(scene.given.classmate), f"{BOARD}?board=classrooms")


def test_a_correction_is_seen_at_once_and_a_new_name_within_a_minute(app, scene, browse):
    given, client = scene.given, browse(scene.given.learner)
    before = read(client)
    with app.app_context():
        Stage.of(given.training.id).study(given.far_learner.id, given.training.starts_on, 7200)
        correct_week(given.training.id, W10, given.team.id, "补记")
    after = read(client)
    assert "revision=2" in row_of(after, given.far_learner)
    assert row_of(after, given.far_learner) != row_of(before, given.far_learner)
    assert row_of(read(client, f"{BOARD}?revision=1"), given.far_learner) == row_of(before, given.far_learner)
    with app.app_context(), transaction():
        db.session.get_one(Person, given.far_learner.id).name = "新名字"
    clock.travel_to(clock.now() + timedelta(seconds=61))
    assert "新名字" in row_of(read(client), given.far_learner)


def test_what_was_made_before_costs_few_statements(scene, browse, statements):
    for person, address, most in (
        (None, f"{BOARD}?board=classrooms", 4),
        (scene.given.learner, f"{BOARD}?board=classrooms", 7),
        (scene.given.learner, BOARD, 9),
    ):
        client = browse(person) if person else browse()
        read(client, address)
        with statements() as sent:
            read(client, address)
        assert sent.number <= most, sent.sent
