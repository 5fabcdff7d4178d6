"""What happens to class bulletins."""

from dataclasses import dataclass

from app.foundation.events import Event


@dataclass(frozen=True, slots=True)
class BulletinBegun(Event):
    draft_id: int
    classroom_id: int
    week: str


@dataclass(frozen=True, slots=True)
class BulletinDiscarded(Event):
    draft_id: int
    classroom_id: int
    week: str


@dataclass(frozen=True, slots=True)
class BulletinPublished(Event):
    """`number` is its version: 1 comes out, later ones correct."""

    bulletin_id: int
    classroom_id: int
    week: str
    number: int
    published_by_id: int
    title: str
    named_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BulletinCommented(Event):
    comment_id: int
    bulletin_id: int
    author_id: int
    bulletin_author_id: int


@dataclass(frozen=True, slots=True)
class BulletinCommentHidden(Event):
    comment_id: int
    bulletin_id: int
    hidden_by_id: int


@dataclass(frozen=True, slots=True)
class BulletinLiked(Event):
    bulletin_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class BulletinLikeTakenBack(Event):
    bulletin_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class NamingAgreed(Event):
    bulletin_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class NamingTakenBack(Event):
    bulletin_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class BulletinTakenBack(Event):
    """Its class took it out of everybody's sight."""

    bulletin_id: int
    classroom_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class BulletinReturned(Event):
    """Its class shows again what it took back."""

    bulletin_id: int
    classroom_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class BulletinReported(Event):
    """Of a comment under it if there is one."""

    report_id: int
    bulletin_id: int
    comment_id: int | None
    reporter_id: int


@dataclass(frozen=True, slots=True)
class BulletinReportsDecided(Event):
    """All that waited about a bulletin or one comment under it; `verdict` is left or hidden."""

    bulletin_id: int
    comment_id: int | None
    verdict: str
    author_id: int
    reporter_ids: tuple[int, ...]
    decided_by_id: int


@dataclass(frozen=True, slots=True)
class BulletinShownAgain(Event):
    """What was hidden after a report, a bulletin or a comment under it, is shown again."""

    bulletin_id: int
    comment_id: int | None
    shown_by_id: int
