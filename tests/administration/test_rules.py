"""The rules by themselves: who stands over whom, what a calendar may become, what a ladder is."""

from datetime import date, timedelta

import pytest

from app.administration import calendar, ladder
from app.administration.calendar import Calendar
from app.administration.measures import exposed
from app.administration.ranks import AREA, EXPERT, TEAM, Held, may_give, may_staff, stands_over
from app.administration.sentences import SENTENCES, label_of_act, said
from app.administration.spelling import spelt
from app.foundation.clock import Week

PROVINCE, CITY, COUNTY, OTHER = "43", "4301", "430102", "4306"


@pytest.mark.parametrize(
    ("mine", "role", "place", "may"),
    [
        (Held(TEAM, PROVINCE), TEAM, PROVINCE, True),
        (Held(TEAM, CITY), TEAM, PROVINCE, False),
        (Held(TEAM, CITY), AREA, OTHER, False),
        (Held(AREA, CITY), AREA, COUNTY, True),
        (Held(AREA, CITY), AREA, CITY, False),
        (Held(AREA, CITY), AREA, OTHER, False),
        (Held(AREA, CITY), AREA, PROVINCE, False),
        (Held(AREA, CITY), EXPERT, COUNTY, False),
        (Held(AREA, CITY), TEAM, COUNTY, False),
        (Held(EXPERT, CITY), AREA, COUNTY, False),
    ],
)
def test_nobody_gives_what_is_not_smaller_than_their_own(mine: Held, role: str, place: str, may: bool) -> None:
    assert may_give([mine], role, place) is may


def test_an_area_acts_on_those_alone_who_belong_to_it_whole() -> None:
    area = [Held(AREA, CITY)]
    assert stands_over(area, [], [COUNTY])
    assert not stands_over(area, [], [COUNTY, OTHER]), "half of somebody is not enough"
    assert not stands_over(area, [], []), "who belongs nowhere is the team's"
    assert not stands_over(area, [Held(AREA, CITY)], [COUNTY]), "an equal is not below"
    assert not stands_over(area, [Held(EXPERT, COUNTY)], [COUNTY])
    assert stands_over([Held(TEAM, PROVINCE)], [Held(TEAM, PROVINCE)], [COUNTY])
    assert stands_over([Held(TEAM, PROVINCE)], [], [])
    assert not stands_over([Held(EXPERT, PROVINCE)], [], [COUNTY]), "experts administer nothing"
    assert (may_staff(area, COUNTY), may_staff(area, OTHER), may_staff([Held(EXPERT, CITY)], COUNTY)) == (
        True,
        False,
        False,
    )


def test_two_roles_are_not_added_up() -> None:
    """A team of one city who is also an area administrator elsewhere does not stand over who spans both."""
    assert not stands_over([Held(TEAM, CITY), Held(AREA, OTHER)], [], [COUNTY, "430602"])


NOW = Calendar(date(2026, 3, 2), date(2026, 4, 12), date(2026, 4, 19), "Asia/Shanghai")
TODAY, CLOSED = date(2026, 3, 18), [Week(2026, 10), Week(2026, 11)]


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"ends_on": date(2026, 4, 19), "late_until": date(2026, 5, 3)}, []),
        ({"late_until": date(2026, 4, 12)}, []),
        ({"starts_on": date(2026, 3, 9)}, [("starts_on", calendar.Wrong.HAS_BEGUN)]),
        ({"time_zone": "Asia/Urumqi"}, [("time_zone", calendar.Wrong.HAS_BEGUN)]),
        ({"ends_on": date(2026, 3, 17)}, [("ends_on", calendar.Wrong.IS_PAST)]),
        (
            {"ends_on": date(2026, 3, 8), "late_until": date(2026, 3, 8)},
            [("late_until", calendar.Wrong.WEEK_IS_CLOSED), ("ends_on", calendar.Wrong.IS_PAST)],
        ),
    ],
)
def test_a_running_training_keeps_what_is_over(change: dict, faults: list) -> None:
    assert list(calendar.faults_of_change(NOW, NOW._replace(**change), CLOSED, TODAY)) == faults


def test_a_training_to_come_may_still_move() -> None:
    before = date(2026, 2, 1)
    assert (
        list(calendar.faults_of_change(NOW, NOW._replace(starts_on=date(2026, 3, 9), time_zone="UTC"), [], before))
        == []
    )
    moved = NOW._replace(starts_on=date(2026, 1, 31))
    assert list(calendar.faults_of_change(NOW, moved, [], before)) == [("starts_on", calendar.Wrong.IS_PAST)]


def test_a_calendar_by_itself() -> None:
    wrong = {
        calendar.Wrong.ENDS_EARLY: NOW._replace(ends_on=date(2026, 3, 1)),
        calendar.Wrong.LATE_BEFORE_END: NOW._replace(late_until=date(2026, 4, 11)),
        calendar.Wrong.TOO_LONG: NOW._replace(late_until=NOW.starts_on + timedelta(weeks=61)),
        calendar.Wrong.UNKNOWN_ZONE: NOW._replace(time_zone="Mars/Olympus"),
    }
    assert list(calendar.faults_of(NOW)) == []
    for fault, made in wrong.items():
        assert [one for _, one in calendar.faults_of(made)] == [fault]


LADDER = [("优", 90), ("良", 80), ("不合格", 0)]


def test_a_ladder_falls_to_the_ground_and_its_names_stay_once_it_is_used() -> None:
    assert list(ladder.faults_of(LADDER)) == []
    assert list(ladder.faults_of(LADDER[:1])) == [(0, ladder.Wrong.TOO_FEW)]
    assert list(ladder.faults_of([("优", 90), ("优", 80), ("差", 1)])) == [
        (1, ladder.Wrong.SAME_NAME), (2, ladder.Wrong.NO_GROUND),
    ]  # fmt: skip
    assert list(ladder.faults_of([("<b>优</b>", 90), ("差", 0)])) == [(0, ladder.Wrong.ODD_NAME)]
    assert (1, ladder.Wrong.NOT_FALLING) in list(ladder.faults_of([("优", 80), ("良", 80), ("差", 0)]))
    assert list(ladder.faults_of_change(LADDER, [("优", 95), ("良", 70), ("不合格", 0)])) == []
    assert list(ladder.faults_of_change(LADDER, [("甲", 90), *LADDER[1:]])) == [(0, ladder.Wrong.NAMES_STAY)]
    assert list(ladder.faults_of_change(LADDER, LADDER[:2])) == [(1, ladder.Wrong.NAMES_STAY)]


def test_names_are_put_in_order_by_their_sound() -> None:
    assert (spelt("林小满"), spelt("曾春分"), spelt("单立秋")) == ("lin xiao man", "zeng chun fen", "shan li qiu")
    assert spelt("𠮷田")
    assert len(spelt("林" * 60)) <= 120


def test_every_sentence_can_be_said_of_nobody_and_an_unknown_act_by_its_name(app) -> None:
    with app.app_context():
        assert all(label_of_act(name) for name in SENTENCES)
        assert said("SomethingNew", {}) == "SomethingNew"


def test_the_measures_of_an_empty_house_are_readable() -> None:
    from app.administration.queries.health import Disk, Health, Queue

    empty = Health(Queue(0, None), Queue(0, None), 0, 0, Disk(100, 5), None, ("clock", "disk"))
    text, kind = exposed(empty, {"database": True}, {}, {})
    assert (b'yanxiu_part_up{part="database"} 1.0' in text, kind.startswith("text/plain")) == (True, True)
