"""What a standing report says, as plain values that can be kept: figures of an area and its parts in one week."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.statistics.figures import Figures, percent, tenths

AS_OF = "%Y年%m月%d日 %H:%M"


@dataclass(frozen=True, slots=True)
class Line:
    """An area or a part of it in one week; shares in whole percents, means in tenths."""

    name: str
    learners: int
    on_schedule: int
    complete: int
    active: int
    study_minutes: int
    assignments: int
    journals: int
    salon_posts: int
    forum_posts: int
    resources: int
    bulletins: int
    waiting: int
    graded: int
    score_sum: int

    @classmethod
    def of(cls, name: str, figures: Figures) -> "Line":
        same = {key: getattr(figures, key) for key in cls.__slots__ if key not in ("name", "active")}
        return cls(name=name, active=figures.active_week, **same)

    @property
    def on_schedule_percent(self) -> int:
        return percent(self.on_schedule, self.learners)

    @property
    def active_percent(self) -> int:
        return percent(self.active, self.learners)

    @property
    def minutes_each(self) -> int:
        return self.study_minutes // self.learners if self.learners else 0

    @property
    def mean_score(self) -> float | None:
        return tenths(self.score_sum, self.graded) if self.graded else None

    @property
    def behind(self) -> int:
        return self.learners - self.on_schedule


@dataclass(frozen=True, slots=True)
class Contents:
    """A week of an area; `before` is the week before, None in the first; `asked_next` what is due a week later."""

    place: str
    training: str
    number: int
    days: str
    as_of: str
    is_last: bool
    whole: Line
    before: Line | None
    parts: Sequence[Line]
    parts_before: Sequence[Line]
    asked_next: Sequence[tuple[str, int]]
    paragraphs: Sequence[tuple[str, str]] = ()

    def counted_at(self, zone: str) -> datetime:
        """The moment of the figures, as it was kept in Chinese, for whatever language reads on."""
        return datetime.strptime(self.as_of, AS_OF).replace(tzinfo=ZoneInfo(zone))

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def read_contents(data: dict[str, Any]) -> Contents:
    """Contents as they were kept."""
    lines = {
        "whole": Line(**data["whole"]),
        "before": Line(**data["before"]) if data["before"] else None,
        "parts": [Line(**one) for one in data["parts"]],
        "parts_before": [Line(**one) for one in data["parts_before"]],
        "asked_next": [(name, number) for name, number in data["asked_next"]],
        "paragraphs": [(title, words) for title, words in data["paragraphs"]],
    }
    return Contents(**{**data, **lines})
