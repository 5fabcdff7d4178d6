"""What happens to reported posts."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class PostReported(Event):
    """Moderators of the room should look; on a board (`classroom_id` None) that is the project team."""

    case_id: int
    post_id: int
    classroom_id: int | None
    reporter_id: int


@dataclass(frozen=True, slots=True)
class ReportDecided(Event):
    """`number` is 2 when the author had objected; the reporters and the author are told."""

    case_id: int
    post_id: int
    verdict: str
    number: int
    author_id: int
    reporter_ids: tuple[int, ...]
    moderator_id: int


@dataclass(frozen=True, slots=True)
class DecisionContested(Event):
    """The author objects; another moderator looks again."""

    case_id: int
    post_id: int
    classroom_id: int | None
    author_id: int
    moderator_id: int


@dataclass(frozen=True, slots=True)
class HidingContested(Event):
    """The author of something hidden objects; somebody who did not hide it looks again."""

    review_id: int
    kind: str
    thing_id: int
    author_id: int
    hidden_by_id: int


@dataclass(frozen=True, slots=True)
class HidingReviewed(Event):
    """It stays hidden, or is shown again; the author is told, and who reported it of what is shown again."""

    review_id: int
    kind: str
    thing_id: int
    outcome: str
    author_id: int
    moderator_id: int
