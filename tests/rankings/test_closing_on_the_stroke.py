"""Midnight strikes while somebody is still posting: what bears the old week's time is in the old week."""

from datetime import timedelta
from threading import Event, Thread

import pytest

from app.discussions.operations import start_thread
from app.foundation import clock
from app.foundation.clock import Week
from app.foundation.jobs import run_due
from app.foundation.transactions import transaction
from app.rankings.jobs import CLOSE_WEEKS, GRACE
from app.rankings.operations import close_week
from app.rankings.queries.closed_weeks import find_closed_week, frozen_rows

WORDS = "这一周最想记下的，是周四那节没有上成的班会，孩子们自己把它开完了。" * 4
ENDED = Week(2026, 11)


def by_hand(training_id: int) -> None:
    close_week(training_id, ENDED, clock.now())


def by_the_clock(_training_id: int) -> None:
    clock.travel_to(clock.now() + GRACE)
    run_due([CLOSE_WEEKS], clock.now())


@pytest.mark.parametrize("close", [by_hand, by_the_clock])
def test_a_post_under_way_at_midnight_counts_in_the_week_it_was_written_in(app, given, close):
    written, go_on, closed = Event(), Event(), Event()
    clock.travel_to(ENDED.ends_at("Asia/Shanghai") - timedelta(seconds=1))

    def post() -> None:
        with app.app_context(), transaction():
            start_thread(given.learner.id, "最后一刻", WORDS, classroom_id=given.classroom.id)
            written.set()
            go_on.wait(10)

    def strike() -> None:
        with app.app_context():
            close(given.training.id)
        closed.set()

    poster, closer = Thread(target=post), Thread(target=strike)
    poster.start()
    assert written.wait(10)
    clock.travel_to(ENDED.ends_at("Asia/Shanghai"))
    closer.start()
    was_early = closed.wait(0.5)
    go_on.set()
    poster.join(10)
    closer.join(30)
    with app.app_context():
        frozen = find_closed_week(given.training.id, ENDED)
        assert frozen is not None
        points = {row.subject_id: row.points for row in frozen_rows(frozen.id) if row.board == "learners"}
    assert points.get(given.learner.id, 0) > 0
    assert not was_early
