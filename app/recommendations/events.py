"""What happens to works that are shown to everybody."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class WorkRecommended(Event):
    """A tutor asks the author whether a work may be shown."""

    recommendation_id: int
    kind: str
    work_id: int
    person_id: int
    tutor_id: int


@dataclass(frozen=True, slots=True)
class ShowcaseConsented(Event):
    """The author agreed: from now on everybody may read the work."""

    recommendation_id: int
    kind: str
    work_id: int
    person_id: int
    tutor_id: int


@dataclass(frozen=True, slots=True)
class RecommendationWithdrawn(Event):
    """The tutor or the author took it back, or the author declined; nothing is shown any more."""

    recommendation_id: int
    kind: str
    work_id: int
    withdrawn_by_id: int


@dataclass(frozen=True, slots=True)
class WorkPicked(Event):
    """The region's expert picked a work whose author had agreed."""

    pick_id: int
    recommendation_id: int
    kind: str
    work_id: int
    person_id: int
    tutor_id: int


@dataclass(frozen=True, slots=True)
class PickWithdrawn(Event):
    pick_id: int
    recommendation_id: int
    kind: str
    work_id: int


@dataclass(frozen=True, slots=True)
class WorkShown(Event):
    """The project team put a picked work on the home page."""

    showing_id: int
    recommendation_id: int
    kind: str
    work_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class ShowingEnded(Event):
    showing_id: int
    recommendation_id: int
