"""Which saved states of a box still stand: each device's latest, unless somebody went on from it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class SavedState(Protocol):
    """One saved state, as the database or a test gives it."""

    id: int
    device: str
    base_id: int | None
    text: str


State = TypeVar("State", bound=SavedState)


def standing(newest_first: Iterable[State]) -> list[State]:
    """The newest state of each device that no other went on from; more than one means a choice.

    A later state of the same device, or one written on top of it, replaces a state; equal texts count once.
    """
    kept: list[State] = []
    devices: set[str] = set()
    replaced: set[int] = set()
    texts: set[str] = set()
    for state in newest_first:
        if state.device not in devices and state.id not in replaced and state.text not in texts:
            kept.append(state)
            texts.add(state.text)
        devices.add(state.device)
        if state.base_id is not None:
            replaced.add(state.base_id)
    return kept
