"""Which saved states still stand; pure."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from app.drafts.branches import standing


@dataclass
class State:
    id: int
    device: str
    base_id: int | None
    text: str


def numbers(*newest_first: State) -> list[int]:
    return [state.id for state in standing(newest_first)]


def test_one_device_has_one_latest_state():
    assert numbers(State(2, "phone", 1, "又写"), State(1, "phone", None, "写")) == [2]


def test_going_on_from_another_device_replaces_its_state():
    assert numbers(State(2, "laptop", 1, "又写"), State(1, "phone", None, "写")) == [2]


def test_two_devices_that_did_not_know_of_each_other_are_a_choice():
    assert numbers(State(2, "laptop", None, "甲"), State(1, "phone", None, "乙")) == [2, 1]


def test_a_choice_made_ends_the_choice_whichever_text_was_taken():
    three = State(3, "phone", 1, "甲"), State(2, "laptop", 1, "乙"), State(1, "phone", None, "丙")
    assert numbers(*three) == [3, 2]
    assert numbers(State(4, "phone", 2, "乙"), *three) == [4]


states = st.lists(
    st.tuples(st.sampled_from("abc"), st.none() | st.integers(1, 8), st.sampled_from("xyz")), max_size=8
).map(lambda rows: [State(n, *row) for n, row in reversed(list(enumerate(rows, start=1)))])


@settings(max_examples=200, deadline=None)
@given(states)
def test_the_newest_state_always_stands_and_no_device_stands_twice(history):
    kept = standing(history)
    assert [state.id for state in kept[:1]] == [state.id for state in history[:1]]
    assert len(kept) == len({state.device for state in kept})
