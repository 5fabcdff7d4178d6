"""Which saved states of a box still stand: each device's latest, unless somebody went on from it."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class SavedState(Protocol):
    """One saved state, as the database or a test gives it."""

    @property
    def id(self) -> int: ...
    @property
    def device(self) -> str: ...
    @property
    def base_id(self) -> int | None: ...


State = TypeVar("State", bound=SavedState)


def standing(newest_first: Iterable[State]) -> list[State]:
    """The newest state of each device that no other went on from; more than one means a choice.

    A later state of the same device, or one written on top of it, replaces a state.
    """
    kept: list[State] = []
    devices: set[str] = set()
    replaced: set[int] = set()
    for state in newest_first:
        if state.device not in devices and state.id not in replaced:
            kept.append(state)
        devices.add(state.device)
        if state.base_id is not None:
            replaced.add(state.base_id)
    return kept
