"""The table of simulated people: the honest keep their time, the others get the clock's at most and are seen."""

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as some

from app.study import visits
from app.study.ledger import credited_seconds
from app.study.signals import Heard, Signal, Stretch, enter
from app.study.simulation.page import KINDS, Server
from app.study.simulation.table import Result, results, table
from tests.support.databases import ROOT

SEEN = {
    "replayed signals": {"repeated"},
    "gaps in the sequence": {"repeated"},
    "sixteenfold clock": {"hasty"},
    "five tabs": {"at_once"},
    "forged stretches": {"even"},
    "clock set back": {"even"},
    "clicks all night": {"even", "night", "no_pause"},
    "twenty hours a day": {"long_day", "night", "no_pause"},
    "pressing through": {"fast"},
    "pages opened in advance": {"fast"},
}


@pytest.fixture(scope="module")
def lived() -> tuple[Result, ...]:
    return results()


def test_the_table_of_simulated_people_is_as_written_down():
    page = (ROOT / "docs" / "study-time.md").read_text(encoding="utf-8")
    assert page.endswith(table()), "write it anew with `flask study simulate`"


def test_the_command_prints_the_same_table(app):
    assert app.test_cli_runner().invoke(args=["study", "simulate"]).output == table()


def test_honest_readers_keep_at_least_nineteen_twentieths_and_get_no_more_than_they_read(lived):
    honest = [one for one in lived if one.is_honest]
    assert len(honest) == 10
    for one in honest:
        assert one.read * 95 // 100 <= one.credited <= one.read * 101 // 100 + 10, one


def test_nobody_honest_is_hinted_at(lived):
    assert {one.name: one.hints for one in lived if one.is_honest and one.hints} == {}


def test_cheats_get_the_wall_clock_at_most_and_their_pattern_is_seen(lived):
    cheats = {one.name: one for one in lived if not one.is_honest}
    for one in cheats.values():
        assert one.credited <= one.elapsed, one
    assert {name: set(one.hints) for name, one in cheats.items()} == SEEN


stretches = some.lists(
    some.builds(
        Stretch, some.sampled_from(KINDS), some.integers(0, 20_000), some.integers(0, 20_000), some.integers(0, 90)
    ),
    max_size=5,
)
words = some.tuples(
    some.integers(-4000, 4000), some.sampled_from("abc"), some.integers(0, 9), some.integers(0, 20_000), stretches
)


@settings(deadline=None)
@supposing(some.lists(words, max_size=25))
def test_no_stream_of_signals_is_credited_more_than_the_clock_went(stream):
    """Any order, any claim, any page's clock, even our own clock going back."""
    server = Server(1_773_835_200)
    for visit in "abc":
        server.open(visit)
    farthest = server.now
    for passed, visit, sequence, at, said in stream:
        server.now += passed
        farthest = max(farthest, server.now)
        server.hear(visit, Signal(sequence, at, tuple(said)))
    assert server.credited <= farthest - server.begun
    for span in server.spans:
        assert server.begun <= span.start < span.end <= farthest


@settings(deadline=None)
@supposing(words)
def test_a_signal_explains_each_second_since_the_last_word_once(word):
    passed, _, sequence, at, said = word
    heard = Heard(1_773_835_200, page_until=0, sequence=0, section="case")
    now = heard.until + abs(passed)
    spans, after = enter(heard, Signal(sequence + 1, at, tuple(said)), now, dict.fromkeys(KINDS, 540))
    assert sum(span.seconds for span in spans) == now - heard.until == after.until - heard.until
    assert credited_seconds(spans) <= now - heard.until
    again, same = enter(after, Signal(sequence + 1, at, tuple(said)), now + 50, dict.fromkeys(KINDS, 540))
    assert (again, same) == ([], after), "said twice is said once"


def test_a_visit_of_somebody_else_cannot_be_forged():
    mine = visits.issue("secret", 7, 1, 3, 1_773_835_200, "mine")
    assert visits.read("secret", mine) == visits.Visit("mine", 7, 1, 3, 1_773_835_200)
    payload, signature = mine.split(".")
    theirs, _ = visits.issue("other secret", 8, 1, 3, 1_773_835_200, "mine").split(".")
    for forged in (f"{theirs}.{signature}", f"{payload}.{signature[:-2]}xx", payload, "", None, 7, mine * 9):
        assert visits.read("secret", forged) is None
