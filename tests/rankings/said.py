"""A log of everything that was said, kept by the tests alone: which works of one person say the same, pair by pair."""

from datetime import datetime
from fractions import Fraction
from functools import cache

from sqlalchemy import select

from app.assignments.models import Submission, SubmissionVersion
from app.discussions.models import Post
from app.foundation.database import db
from app.journals.models import Journal

ENOUGH = Fraction(3, 4)


def bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@cache
def in_common(one: str, other: str) -> Fraction:
    """Shared pairs of neighbouring letters, of all pairs."""
    mine, others = ({bare(text)[n : n + 2] for n in range(max(len(bare(text)) - 1, 1))} for text in (one, other))
    return Fraction(len(mine & others), len(mine | others))


class Said:
    """What was written up to each moment at which the application looked."""

    def __init__(self, training: int) -> None:
        self.training = training
        self.states: dict[tuple[str, int, datetime], tuple[int, str]] = {}
        self.pairs: set[tuple[str, int, int]] = set()

    def look(self, until: datetime) -> None:
        """Take in every text that is new, or reads differently, and stood before this moment."""
        present = {state[:3]: state for state in sorted(self._present())}  # of two in one instant the greater
        for at, kind, number, person, text in present.values():
            if at >= until or (kind, number, at) in self.states:
                continue
            for (other_kind, other, _), (author, wording) in self.states.items():
                is_other_work = other_kind == kind and author == person and other != number
                if is_other_work and in_common(text, wording) >= ENOUGH:
                    self.pairs |= {(kind, number, other), (kind, other, number)}
            self.states[kind, number, at] = person, text

    def letters(self, kind: str, number: int, until: datetime) -> int | None:
        """How many letters the newest known state before a moment has."""
        known = {at: text for (k, n, at), (_, text) in self.states.items() if (k, n) == (kind, number) and at < until}
        return len(bare(known[max(known)])) if known else None

    def _present(self) -> list[tuple[datetime, str, int, int, str]]:
        versions = db.session.execute(
            select(SubmissionVersion, Submission.person_id)
            .join(Submission, Submission.id == SubmissionVersion.submission_id)
            .where(Submission.training_id == self.training)
        )
        found = [(v.handed_in_at, "submission", v.submission_id, person, v.text) for v, person in versions]
        journals = db.session.scalars(select(Journal).where(Journal.training_id == self.training))
        posts = db.session.scalars(select(Post).where(Post.training_id == self.training))
        found += [(j.published_at, "journal", j.id, j.person_id, j.text) for j in journals]
        found += [(p.edited_at or p.written_at, "post", p.id, p.author_id, p.text) for p in posts]
        return found
