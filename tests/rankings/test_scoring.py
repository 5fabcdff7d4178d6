"""Points, places and winners by small examples, without a database."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from app.rankings.facts import Deeds, Facts, Grading, Judgement, Study, Work
from app.rankings.rules import DEFAULT, Rules, shown
from app.rankings.scoring.classrooms import drawn
from app.rankings.scoring.rows import ADMINISTRATORS, CLASSROOMS, LEARNERS, TUTORS, Item, Row, fingerprint, rank
from app.rankings.scoring.staff import median, returned
from app.rankings.scoring.week import score_week

MONDAY = datetime(2026, 3, 15, 16, tzinfo=UTC)
RULES = Rules.read(1, DEFAULT)
EVERY_DAY = 0b1111111111


def at(day: int, hour: int = 12) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def post(day: int, hour: int = 12, kind: str = "post", number: int = 1, **others) -> Work:
    values = {"classroom_id": 1, "work_id": number, "characters": 60, "is_repeat": False} | others
    return Work(kind=kind, day=day, at=at(day, hour), **values)


def praise(kind: str, grade: str, number: int = 1, day: int = 0) -> Judgement:
    return Judgement(kind, 1, number, day, at(day), grade)


def facts(deeds: dict[int, Deeds], learners: dict[int, int] | None = None, **others) -> Facts:
    seats = learners or dict.fromkeys(deeds, 1)
    values = {
        "day_ends": [at(day + 1, 0) for day in range(7)],
        "last_day": 6,
        "joined": dict.fromkeys(seats, -3),
        "classrooms": set(seats.values()),
        "tutors": [],
        "administrators": [],
        "gradings": {},
        "due": {},
        "salon": {},
        "resting": frozenset(),
    }
    return Facts(learners=seats, deeds=deeds, **(values | others))


def board(given: Facts, name: str = LEARNERS, rules: Rules = RULES) -> list[Row]:
    return score_week(given, rules)[name]


def items(row: Row) -> list[tuple[str, int, str]]:
    return [(item.kind, item.points, item.why) for item in (Item(*values) for values in row.parts["items"])]


def test_reading_counts_by_the_second_up_to_the_day_s_limit():
    row = board(facts({1: Deeds(study=[Study(1, 0, 1500), Study(1, 1, 9000)])}))[0]
    assert items(row) == [("study", 1250, ""), ("study", 6000, "")]
    assert row.reached_at == at(2, 0)  # reading counts at the end of its day


def test_two_classes_on_the_day_of_a_transfer_share_the_limit_of_reading():
    row = board(facts({1: Deeds(study=[Study(2, 0, 6000), Study(1, 0, 6000)])}))[0]
    assert row.points == 6000
    assert [item[3] for item in row.parts["items"]] == [1, 2]


def test_a_day_has_its_limits_by_kind_and_over_all():
    works = [post(0, hour, "submission", hour) for hour in range(5)]
    works += [post(0, 6 + hour, "thread", 6 + hour) for hour in range(6)]
    row = board(facts({1: Deeds(works=works, study=[Study(1, 0, 7200)])}))[0]
    told = items(row)
    assert told[:5] == [("submission", 3000, "")] * 3 + [("submission", 0, "number")] * 2
    assert told[5:11] == [("thread", 2000, "")] * 3 + [("thread", 0, "cap")] * 2 + [("thread", 0, "number")]
    assert told[11] == ("study", 0, "cap")
    assert row.points == 15000
    assert row.reached_at == at(0, 8)


def test_short_and_repeated_words_give_nothing_and_say_why():
    works = [post(0, characters=19), post(0, 13, number=2, is_repeat=True), post(0, 14, number=3, characters=20)]
    assert items(board(facts({1: Deeds(works=works)}))[0]) == [
        ("post", 0, "short"), ("post", 0, "repeat"), ("post", 1000, ""),
    ]  # fmt: skip


def test_one_good_work_weighs_more_than_a_day_of_volume():
    diligent = Deeds(works=[post(0, hour, number=hour) for hour in range(5)])
    thoughtful = Deeds(works=[post(0, 9, "submission")], judgements=[praise("submission", "优")])
    rows = board(facts({1: diligent, 2: thoughtful}))
    assert [(row.subject_id, row.points, row.quality) for row in rows] == [(2, 9000, 6000), (1, 5000, 0)]


def test_a_grade_outside_the_table_gives_nothing():
    row = board(facts({1: Deeds(judgements=[praise("post", "合格"), praise("journal", "良", 2)])}))[0]
    assert (row.points, row.quality) == (4000, 4000)


def test_places_are_one_one_three_and_equal_only_when_all_is_equal():
    same = at(0)
    rows = [
        Row(LEARNERS, 5, 1, 10, 4, same, {}),
        Row(LEARNERS, 4, 1, 10, 4, same, {}),
        Row(LEARNERS, 3, 1, 10, 4, at(0, 13), {}),
        Row(LEARNERS, 2, 1, 10, 6, at(3), {}),
        Row(LEARNERS, 1, 1, 0, 0, None, {}),
    ]
    assert [(row.place, row.subject_id) for row in rank(rows)] == [(1, 2), (2, 4), (2, 5), (4, 3), (5, 1)]


def test_the_hash_does_not_depend_on_the_order_of_rows_but_on_every_part():
    rows = rank([Row(LEARNERS, n, 1, n, 0, at(n), {"items": [[0, "post", n]]}) for n in range(1, 4)])
    assert fingerprint(rows) == fingerprint(rows[::-1])
    touched = [*rows[:2], Row(LEARNERS, 1, 1, 1, 0, at(1), {"items": [[0, "post", 9]]}, place=3)]
    assert fingerprint(rows) != fingerprint(touched)


def test_at_most_one_star_a_class_and_the_last_winners_rest():
    deeds = {
        n: Deeds(works=[post(0, 1, "submission", n)], judgements=[praise("submission", "优", n)]) for n in range(1, 25)
    }
    seats = {n: 1 + (n - 1) // 2 for n in deeds}
    rows = board(facts(deeds, seats, resting=frozenset({1, 3, 4})))
    stars = [row.subject_id for row in rows if row.is_winner]
    assert stars == [2, 5, 7, 9, 11, 13, 15, 17, 19, 21]  # class 2 rests altogether
    assert next(row for row in rows if row.subject_id == 1).parts["rests"]


def test_nobody_shines_without_points():
    assert not any(row.is_winner for row in board(facts({1: Deeds(), 2: Deeds()})))


def test_a_tiny_class_with_one_busy_learner_does_not_beat_a_large_active_one():
    busy = Deeds(works=[post(day, 9, "submission", day, classroom_id=1) for day in range(5)])
    steady = Deeds(works=[post(day, 9, "submission", day, classroom_id=2) for day in range(4)])
    deeds = {1: busy} | dict.fromkeys(range(2, 42), steady) | {n: Deeds() for n in range(42, 82)}
    seats = {1: 1} | dict.fromkeys(range(2, 42), 2) | dict.fromkeys(range(42, 82), 3)
    rows = board(facts(deeds, seats), CLASSROOMS)
    assert [row.subject_id for row in rows] == [2, 1, 3]
    first = rows[0].parts
    assert (first["per_head"], first["share"]) == (drawn(480000, 40, 495000, 81, 10), drawn(40000, 40, 41000, 81, 10))


def test_the_worked_example_of_the_documentation():
    assert drawn(1_200_000, 40, 300_000_000, 12_000, 10) == 29_000  # 1,200 points, 40 heads, mean 25
    assert drawn(38_000, 40, 11_160_000, 12_000, 10) == 946
    assert 29_000 * (1000 + 946) // 2000 == 28_217


def test_points_stay_with_the_class_in_which_they_were_earned():
    moved = Deeds(works=[post(0, 9, "submission", 1), post(3, 9, "submission", 2, classroom_id=2)])
    rows = board(facts({1: moved, 2: Deeds()}, {1: 2, 2: 1}), CLASSROOMS)
    assert {row.subject_id: row.parts["points"] for row in rows} == {1: 3000, 2: 3000}


def test_a_tutor_s_week_has_four_parts():
    gradings = [Grading(24 * 3600, True), Grading(60 * 3600, True), Grading(96 * 3600, False)]
    row = board(facts({1: Deeds()}, tutors=[(7, 1)], gradings={7: gradings}, due={1: (4, 3)}), TUTORS)[0]
    assert row.parts["points"] == {"share_graded": 30000, "turnaround": 10000, "own_words": 13333, "amount": 1500}
    assert row.points == 54833
    assert row.is_winner


def test_a_tutor_who_did_nothing_is_not_outstanding():
    row = board(facts({1: Deeds()}, tutors=[(7, 1)], due={1: (4, 4)}), TUTORS)[0]
    assert (row.points, row.is_winner) == (40000, False)


@pytest.mark.parametrize(
    ("present", "joined", "last_day", "expected"),
    [
        (EVERY_DAY, -3, 6, (False, False)),
        (0b0000001000, -3, 6, (True, False)),  # back on Monday after a silent weekend from Friday on
        (0b0000000111, -3, 6, (False, True)),  # silent all week
        (0b1000000111, -3, 6, (True, False)),  # back on Sunday
        (0b0000001000, 0, 6, (False, True)),  # joined on Monday: nothing to come back from, then silent
        (0, 5, 6, (False, False)),  # joined on Saturday: too new to be silent
        (0b0000111111, -3, 4, (False, False)),  # the week has come to Friday
        (0b0000001111, -3, 4, (False, True)),
        (0b0000000111, -3, 2, (False, True)),
    ],
)
def test_coming_back_and_being_silent(present, joined, last_day, expected):
    assert returned(present, joined, last_day) == expected


CLASS_OF_THREE = {1: Deeds(works=[post(0)], present=0b1000), 2: Deeds(present=0b111), 3: Deeds(present=EVERY_DAY)}


def test_an_administrator_s_week_has_five_parts():
    did = {"salon": {(9, 1): 4}, "bulletins": {1: 70}, "brought": {(9, 1): [31]}}
    row = board(facts(CLASS_OF_THREE, administrators=[(9, 1)], **did), ADMINISTRATORS)[0]
    counted = {"active": 11666, "returned": 10000, "salon": 8000, "brought_back": 5000, "bulletins": 15000}
    assert row.parts["points"] == counted | {"picked": 0}
    assert (row.parts["bulletins"], row.parts["brought"]) == ([70], [31])
    assert sum(RULES.administrators[name] for name in counted) == 100_000
    two = board(facts(CLASS_OF_THREE, {1: 1, 2: 1, 3: 2}, administrators=[(9, 1), (9, 2)], **did), ADMINISTRATORS)[0]
    assert two.parts["points"]["bulletins"] == 7500


def test_a_picked_bulletin_of_the_class_comes_on_top_of_the_hundred():
    did = {"administrators": [(9, 1), (8, 2)], "picked_bulletins": {1: [70, 71]}}
    plain, picked = (
        {row.subject_id: row for row in board(facts(CLASS_OF_THREE, **with_picks), ADMINISTRATORS)}
        for with_picks in ({"administrators": did["administrators"]}, did)
    )
    assert picked[9].points == plain[9].points + 2 * RULES.administrators["picked"]
    assert (picked[9].parts["picked"], picked[8]) == ([70, 71], plain[8])
    published = {name: part for name, part in DEFAULT["administrators"].items() if name != "picked"}
    silent = Rules.read(1, DEFAULT | {"administrators": published})
    row = board(facts(CLASS_OF_THREE, **did), ADMINISTRATORS, silent)[0]
    assert "picked" not in row.parts, "a table published before gives what it gave"
    assert "picked" not in row.parts["points"]


def test_a_table_from_before_bulletins_gives_exactly_what_it_gave():
    earlier = DEFAULT | {
        "administrators": {"winners": 10, "active": 40000, "returned": 30000, "salon": 30000, "full_salon": 10}
    }
    for table in (earlier, {name: part for name, part in earlier.items() if name != "administrators"}):
        did = {"salon": {(9, 1): 4}, "bulletins": {1: 70}, "brought": {(9, 1): [31]}}
        row = board(facts(CLASS_OF_THREE, administrators=[(9, 1)], **did), ADMINISTRATORS, Rules.read(1, table))[0]
        points = {"active": 13333, "returned": 15000, "salon": 12000}
        assert row.parts == {"members": 3, "active": 1, "back": 1, "silent": 1, "posts": 4, "points": points}


def test_whose_class_lost_nobody_has_nobody_to_bring_back():
    row = board(facts({1: Deeds(present=EVERY_DAY)}, administrators=[(9, 1)]), ADMINISTRATORS)[0]
    assert row.parts["points"]["brought_back"] == DEFAULT["administrators"]["brought_back"]


def test_the_median_is_the_lower_of_two():
    assert (median([3, 1, 2]), median([4, 1, 3, 2])) == (2, 2)


def test_rules_are_data_and_nonsense_is_refused():
    strict = Rules.read(2, {"points_a_day": 2000, "points": {"post": 500}})
    assert board(facts({1: Deeds(works=[post(0), post(0, 13, "submission", 2)])}), rules=strict)[0].points == 2000
    assert (strict.points["post"], strict.points["journal"]) == (500, 2000)
    for nonsense in ({"bonus": 1}, {"points": {"post": -1}}, {"points": {"like": 1}}, {"points_a_day": 1.5},
                     {"study": {"seconds_a_point": 0}}, {"points": 3}, {"tutors": {"slow_hours": 1}}):  # fmt: skip
        with pytest.raises(ValueError):
            Rules.read(2, nonsense)


def test_points_are_shown_without_rounding_up():
    assert [shown(n) for n in (0, 1000, 1250, 1999, 12340, 100)] == ["0", "1", "1.25", "1.99", "12.34", "0.1"]


def test_a_week_is_hashed_as_one_canonical_json_of_all_its_rows() -> None:
    """Rows are spelt out one by one, once; the hashes of weeks that were closed before have to stay what they are."""
    at = datetime(2026, 3, 6, 13, 0, 0, 5, tzinfo=UTC)
    items = [Item(0, "post", 7, 3, None, 1000, ""), Item(1, "graded-post", 7, None, "优", 4000, "cap")]
    rows = [
        Row(LEARNERS, 2, 3, 5000, 4000, at, {"rests": False, "items": items}, 1, True),
        Row(LEARNERS, 1, None, 0, 0, None, {"items": [], "rests": True}, 2),
        Row(TUTORS, 9, 3, 70, 0, at + timedelta(hours=9), {"points": {"own_words": 1, "amount": 2}, "due": 0}, 1),
    ]
    whole = [
        [r.board, r.subject_id, r.classroom_id, r.place, r.is_winner, r.points, r.quality,
         r.reached_at.isoformat(timespec="microseconds") if r.reached_at else None, r.parts]
        for r in rows
    ]  # fmt: skip
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert fingerprint(rows[::-1]) == sha256(text.encode()).hexdigest()
