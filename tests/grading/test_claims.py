"""Two tutors of one class never get the same work, whatever happens at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from app.foundation import clock
from app.foundation.errors import Refused
from app.grading.operations import (
    claim_next,
    claim_work,
    grade_journal,
    grade_submission,
    rate_post,
    return_submission,
    skip_work,
)
from app.grading.queries import Chosen, find_holder, first_unrated, queue_of
from tests.support.given import EVENING, Given
from tests.support.grading import seat_second_tutor

COMMENT = "写出了犹豫，也写出了后来的决定，读得出您在场。"


@pytest.fixture
def second_tutor(app: Flask, given: Given) -> int:
    return seat_second_tutor(app, given)


def three_works(given: Given) -> list[tuple[str, int]]:
    """A submission, a journal and a thread, an hour apart."""
    works = []
    for hour, (kind, make) in enumerate(
        (("submission", given.a_submission), ("journal", given.a_journal), ("thread", given.a_thread))
    ):
        clock.travel_to(EVENING + timedelta(hours=hour))
        works.append((kind, make()))
    return works


def test_the_oldest_free_work_comes_next(app: Flask, given: Given, second_tutor: int) -> None:
    works = three_works(given)
    with app.app_context():
        assert claim_next(given.tutor.id) == works[0]
        assert claim_next(second_tutor) == works[1]
        assert claim_next(given.tutor.id) == works[0]
        assert claim_next(given.tutor.id, Chosen("thread")) == works[2]
        assert skip_work(second_tutor, *works[1]) is None
        assert claim_next(second_tutor, Chosen("submission")) is None


def test_skipping_goes_on_to_the_one_after(app: Flask, given: Given, second_tutor: int) -> None:
    works = three_works(given)
    with app.app_context():
        claim_next(given.tutor.id)
        assert skip_work(given.tutor.id, *works[0]) == works[1]
        assert claim_next(second_tutor) == works[0]


def test_two_tutors_working_through_the_pile_at_once_share_it(app: Flask, given: Given, second_tutor: int) -> None:
    topics = (given.topic, given.topic2, given.topic3, given.topic4)
    works = {given.a_submission(by=by, topic=topic) for by in (given.learner, given.classmate) for topic in topics}

    def work_through(tutor: int) -> list[int]:
        done = []
        with app.app_context():
            while (taken := claim_next(tutor)) is not None:
                grade_submission(tutor, taken[1], 85, COMMENT)
                done.append(taken[1])
        return done

    with ThreadPoolExecutor(2) as pool:
        mine, theirs = pool.map(work_through, [given.tutor.id, second_tutor])
    assert len(mine) + len(theirs) == len(works)
    assert {*mine, *theirs} == works


def test_two_tutors_claiming_one_work_at_once_one_of_them_gets_it(app: Flask, given: Given, second_tutor: int) -> None:
    work = given.a_submission()

    def take(tutor: int) -> bool:
        with app.app_context():
            return claim_work(tutor, "submission", work)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, [given.tutor.id, second_tutor])) == [False, True]


def test_two_tutors_grading_one_work_at_once_leave_one_grade(app: Flask, given: Given, second_tutor: int) -> None:
    work = given.a_submission()

    def grade(tutor: int) -> bool:
        with app.app_context():
            try:
                grade_submission(tutor, work, 85, COMMENT)
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(grade, [given.tutor.id, second_tutor])) == [False, True]


def test_what_another_has_on_the_desk_is_not_judged(app: Flask, given: Given, second_tutor: int) -> None:
    (_, work), (_, journal), (_, thread) = three_works(given)
    with app.app_context():
        for kind, work_id in (("submission", work), ("journal", journal), ("thread", thread)):
            assert claim_work(given.tutor.id, kind, work_id)
        for act in (
            lambda: grade_submission(second_tutor, work, 90, COMMENT),
            lambda: return_submission(second_tutor, work, "请补充"),
            lambda: grade_journal(second_tutor, journal, "优", COMMENT),
            lambda: rate_post(second_tutor, 1, "优"),
        ):
            with pytest.raises(Refused, match="何清明"):
                act()


def test_a_claim_lapses_after_half_an_hour(app: Flask, given: Given, second_tutor: int) -> None:
    work = given.a_submission()
    with app.app_context():
        assert claim_work(given.tutor.id, "submission", work)
        clock.travel_to(EVENING + timedelta(minutes=29))
        assert claim_next(second_tutor) is None
        clock.travel_to(EVENING + timedelta(minutes=31))
        assert find_holder("submission", work) is None
        assert claim_next(second_tutor) == ("submission", work)
        with pytest.raises(Refused):
            grade_submission(given.tutor.id, work, 90, COMMENT)


def test_grading_and_returning_put_the_work_back(app: Flask, given: Given, second_tutor: int) -> None:
    one, two, thread = given.a_submission(), given.a_submission(topic=given.topic2), given.a_thread()
    reply = given.a_reply(thread)
    with app.app_context():
        for kind, work_id in (("submission", one), ("submission", two), ("thread", thread)):
            claim_work(given.tutor.id, kind, work_id)
        grade_submission(given.tutor.id, one, 90, COMMENT)
        return_submission(given.tutor.id, two, "请补上后来的事")
        assert find_holder("submission", one) is None
        assert find_holder("submission", two) is None
        rate_post(given.tutor.id, reply, "良")
        assert find_holder("thread", thread) is not None
        assert first_unrated(thread, given.tutor.id) == 1


def test_the_queue_shows_who_has_what(app: Flask, given: Given, second_tutor: int) -> None:
    works = three_works(given)
    with app.app_context():
        claim_work(second_tutor, *works[1])
        claim_work(given.tutor.id, *works[0])
        lines = queue_of(given.tutor)
        assert [(line.kind, line.id) for line in lines] == works
        assert [line.claimed_by for line in lines] == [None, "宋立夏", None]
