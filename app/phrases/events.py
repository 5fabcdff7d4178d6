"""What happens to phrases; their words stay out of the trail."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class PhraseKept(Event):
    phrase_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class PhraseDropped(Event):
    phrase_id: int
    person_id: int
