"""Honest readers keep their time; cheaters never get more than the wall clock; the slow oracle agrees to the second."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.foundation import clock
from app.foundation.database import db
from app.study import ledger, signals
from app.study.ledger import seconds_of
from app.study.models import SectionProgress, StudyDay, StudyInterval
from app.study.queries import minutes_of, seconds_by_day, section_progress_of
from app.study.signals import Signal, Stretch
from tests.study import oracle
from tests.study.reading import Page, at, still_clock

__all__ = ["still_clock"]
pytestmark = pytest.mark.usefixtures("still_clock")


def studied(app, given, person=None) -> int:
    with app.app_context():
        return sum(seconds_by_day((person or given.learner).id, given.training.id).values())


def test_an_honest_reader_keeps_all_of_a_long_evening(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    for number in range(1, 25):
        at(number * 75)
        page.signal("case" if number < 12 else "commentary", visible=75)
    assert studied(app, given) == 1800


def test_a_quiet_reader_of_one_section_is_credited_nearly_all_of_it(app, given):
    """Nine hundred characters take three minutes; somebody slow and still sits over them for nine."""
    at(0)
    page = Page(app, given.learner, given.topic.id)
    for number in range(1, 8):
        at(number * 75)
        page.signal(active=False, visible=74)
    assert studied(app, given) >= 525 * 95 // 100


def test_absence_counts_no_further_than_the_section_allows(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    for number in range(1, 17):
        at(number * 75)
        page.signal(active=False)
    assert studied(app, given) == ledger.quiet_allowance(900) == 540
    with app.app_context():
        assert "idle" in set(db.session.scalars(select(StudyInterval.verdict)))


def test_a_movement_gives_quiet_reading_back(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    for number in range(1, 16):
        at(number * 75)
        page.signal(active=number % 5 == 0)
    assert studied(app, given) == 15 * 75


def test_a_page_out_of_sight_does_not_count(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(60)
    page.signal(visible=60)
    at(2000)
    page.signal(active=False, visible=0)
    at(2060)
    page.signal(visible=60)
    assert studied(app, given) == 120


def test_a_page_that_was_not_heard_for_hours_is_believed_for_the_last_one(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(4 * 3600)
    page.signal()
    assert studied(app, given) == ledger.LONGEST_SILENCE


def test_a_replayed_signal_changes_nothing(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(75)
    page.signal()
    before = facts(app)
    for seconds in range(76, 96):
        at(seconds)
        page.signal(sequence=0)
    assert facts(app) == before
    assert studied(app, given) == 75


def test_sixteenfold_speed_gains_nothing(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    for number in range(1, 33):
        at(number * 75 // 16)
        page.signal(visible=75)
    assert studied(app, given) == 32 * 75 // 16


def test_forged_durations_gain_nothing(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(10)
    page.signal(visible=86_400)
    assert studied(app, given) == 10


def test_parallel_tabs_count_once(app, given):
    at(0)
    pages = [
        Page(app, given.learner, topic.id) for topic in (given.topic, given.topic2, given.topic3) for _ in range(3)
    ]
    for number in range(1, 5):
        at(number * 75)
        for page in pages:
            page.signal()
    assert studied(app, given) == 300
    with app.app_context():
        assert minutes_of(given.learner.id, given.training.id) == 5


def test_a_clock_set_back_takes_nothing_and_gives_nothing(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(75)
    page.signal()
    at(-3600)
    page.signal()
    at(80)
    page.signal()
    assert studied(app, given) == 80


def test_a_clicker_that_never_sleeps_gets_the_wall_clock_and_no_more(app, given):
    at(0)
    for start in range(0, 60, 3):
        at(start)
        page = Page(app, given.learner, given.topic.id)
        at(start + 3)
        page.press()
    assert studied(app, given) == 60


def test_pages_opened_in_advance_are_worth_no_more_than_the_clock(app, given):
    pages = []
    for start in range(0, 600, 60):
        at(start)
        pages.append(Page(app, given.learner, given.topic.id))
    at(600)
    for page in pages:
        page.signal(visible=600)
        page.press()
    assert studied(app, given) == 600


def test_without_a_script_a_press_vouches_for_the_section_alone(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(400)
    page.press("case")
    assert studied(app, given) == 400
    at(400 + 7200)
    page.press("commentary")
    assert studied(app, given) == 400 + ledger.quiet_allowance(900)


def test_two_people_never_share_a_second(app, given):
    at(0)
    mine, theirs = Page(app, given.learner, given.topic.id), Page(app, given.classmate, given.topic.id)
    at(75)
    mine.signal()
    assert studied(app, given) == 75
    assert studied(app, given, given.classmate) == 0
    theirs.signal()
    assert studied(app, given, given.classmate) == 75


def test_reading_over_midnight_falls_on_both_days(app, given):
    midnight = 4 * 3600  # the evening begins at eight
    at(midnight - 100)
    page = Page(app, given.learner, given.topic.id)
    at(midnight + 60)
    page.signal(visible=160)
    with app.app_context():
        days = seconds_by_day(given.learner.id, given.training.id)
    assert sorted(days.values()) == [60, 100]
    assert min(days) + timedelta(days=1) == max(days)


def is_finished(app, given) -> bool:
    with app.app_context():
        reading = section_progress_of(given.learner.id, given.training.id, given.topic.id)
    return reading[0].finished_at is not None


def test_a_section_is_finished_by_reading_it_and_stays_finished(app, given):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(75)
    page.signal()
    assert not is_finished(app, given)
    at(150)
    page.signal()
    assert is_finished(app, given)
    with app.app_context():
        reading = section_progress_of(given.learner.id, given.training.id, given.topic.id)
    assert [(row.section, row.seconds, row.finished_at is not None) for row in reading] == [("case", 150, True)]


@pytest.mark.parametrize("seed", range(4))
def test_random_histories_agree_with_the_oracle_to_the_second(app, given, seed):
    """Three tabs over two topics, movements, silences, hidden pages, replays, lost lines, sleep, around midnight."""
    chance = random.Random(seed)
    tabs = []
    now = 4 * 3600 - 900
    for topic in (given.topic, given.topic, given.topic2):
        at(now)
        page = Page(app, given.learner, topic.id)
        twin = oracle.Heard(page.opened, ledger.quiet_allowance(900), signals.SLACK, ledger.LONGEST_SILENCE)
        tabs.append((page, twin))
        now += chance.randint(0, 5)
    for _ in range(40):
        now += chance.choice([0, 3, 20, 75, 120, 120, 170, 400, 4000])
        at(now)
        page, twin = chance.choice(tabs)
        page.sleep(chance.choice([0, 0, 0, 3, 60]))
        moment, heard_at = page.clock, seconds_of(clock.now())
        said = some_stretches(chance, page.told_until, moment)
        is_replay = chance.random() < 0.15
        sequence = max(0, page.sequence) if is_replay else page.sequence + 1
        twin.signal(sequence, heard_at, moment, said)
        page.say(Signal(sequence, moment, tuple(Stretch(*one) for one in said)))
        if not is_replay:
            page.sequence, page.told_until = sequence, moment
    with app.app_context():
        days = seconds_by_day(given.learner.id, given.training.id)
    credited = set().union(*(twin.credited for _, twin in tabs))
    assert days == oracle.local_days(credited, given.training.time_zone)


def some_stretches(chance: random.Random, start: int, end: int) -> list[tuple[str, int, int, int]]:
    """Up to three, in order, with gaps between them."""
    cuts = sorted(chance.randint(start, end) for _ in range(2 * chance.randint(0, 3)))
    section = lambda: chance.choice(["case", "case", "commentary"])  # noqa: E731
    return [
        (section(), first, last, chance.choice([0, 0, 1, 9])) for first, last in zip(cuts[::2], cuts[1::2], strict=True)
    ]


def facts(app) -> list[tuple]:
    """Everything that study keeps, for comparing before and after."""
    with app.app_context():
        tables = (StudyInterval, StudyDay, SectionProgress)
        sums = [db.session.scalar(select(func.count()).select_from(table)) for table in tables]
        days = db.session.execute(select(StudyDay.day, StudyDay.seconds)).all()
        return [tuple(sums), *map(tuple, days)]


def test_four_tabs_that_speak_in_the_same_moment_are_heard_one_after_another(app, given):
    at(0)
    pages = [Page(app, given.learner, topic.id) for topic in (given.topic, given.topic2, given.topic3, given.topic4)]
    at(75)
    with ThreadPoolExecutor(max_workers=4) as tabs:
        answers = list(tabs.map(lambda page: page.signal(), pages * 3))
    assert len(answers) == 12
    assert studied(app, given) == 75
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(StudyDay)) == 1
