"""Every class's bulletin of every week that is over, told from what the database says of it: written on Monday morning."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from app.bulletins.blocks import Block, block, numbered
from app.bulletins.composing import ahead_text
from app.bulletins.excerpts import best_words
from app.bulletins.facts import FIGURES
from app.bulletins.models import Bulletin, BulletinPicture, BulletinVersion
from app.bulletins.seen import Sight, as_seen, people_in
from app.bulletins.telling import told
from app.chronicle.queries.facts import ahead_of
from app.classrooms.models import StaffAssignment, StaffRole, Training
from app.demo import texts
from app.demo.operations.bulletin_talk import recommend_bulletins, talk_of_bulletins
from app.demo.operations.formats import html_of
from app.demo.planning.chance import chance
from app.demo.queries import bulletin_facts
from app.foundation.bulk import add_rows
from app.foundation.clock import Week
from app.foundation.database import db
from app.foundation.markup import VERSION
from app.foundation.transactions import transaction
from app.people.models import Person

AFTER_MIDNIGHT = (7 * 3600, 11 * 3600)
BEHIND = 2  # assignments by which somebody lags
VOICES = 3


@dataclass(frozen=True, slots=True)
class _Writer:
    """Who writes for a class."""

    administrator: tuple[int, str]
    tutor: tuple[int, str]


def write_bulletins(training_id: int, now: datetime, seed: str) -> int:
    """One bulletin a week for each class, one more for the first at the end; gives how many there are."""
    with transaction() as session:
        training = session.get_one(Training, training_id)
        made = list(_Newsroom(training, seed).issues(now))
        add_rows(Bulletin, [row for row, _blocks, _people in made])
        known = select(Bulletin.id, Bulletin.classroom_id, Bulletin.published_at).where(
            Bulletin.training_id == training_id
        )
        ids = {(row.classroom_id, row.published_at): row.id for row in db.session.execute(known)}
        versions = [
            _version(ids[row["classroom_id"], row["published_at"]], row, blocks, people) for row, blocks, people in made
        ]
        add_rows(BulletinVersion, versions)
        talk_of_bulletins(training_id, now, seed)
        recommend_bulletins(training_id, now, seed)
        return len(made)


def _version(bulletin_id: int, row: dict[str, Any], blocks: list[Block], people: list[list[Any]]) -> dict[str, Any]:
    return {
        "bulletin_id": bulletin_id, "number": 1, "title": row["title"], "blocks": blocks, "people": people,
        "published_by_id": row["author_id"], "published_at": row["published_at"],
    }  # fmt: skip


class _Newsroom:
    """Everything that is known of the training's weeks, read once."""

    def __init__(self, training: Training, seed: str) -> None:
        self.training, self.seed = training, seed
        self.counts = bulletin_facts.counts_of(training)
        self.voices = bulletin_facts.voices_of(training)
        self.stars = bulletin_facts.stars_of(training)
        self.works = bulletin_facts.works_of(training)
        self.lively = bulletin_facts.liveliest(training)
        self.handed_in = bulletin_facts.handed_in_by(training)
        self.pictures = bulletin_facts.pictures_of(training)
        self.learners = bulletin_facts.learners_of(training)
        self.writers = _writers(training)

    def issues(self, now: datetime) -> Iterator[tuple[dict[str, Any], list[Block], list[list[Any]]]]:
        """Bulletins with their blocks and the learners named in their texts, those whose morning has come."""
        weeks = self.training.weeks
        for index, room in enumerate(bulletin_facts.rooms_of(self.training)):
            rng = chance(self.seed, "bulletins", index)
            numbers = [*range(len(weeks)), *([len(weeks) - 1] if not index else [])]
            for issue, number in enumerate(numbers, 1):
                at = weeks[number].ends_at(self.training.time_zone) + timedelta(seconds=rng.randint(*AFTER_MIDNIGHT))
                if at <= now:
                    yield self._issue(room, number, issue, at, rng)

    def _issue(
        self, room: Any, number: int, issue: int, at: datetime, rng: Random
    ) -> tuple[dict[str, Any], list[Block], list[list[Any]]]:
        spot, week = (room.id, number), self.training.weeks[number]
        writer, learners = self.writers[room.id], self.learners[room.id]
        said = texts.bulletin(self._facts(room, spot, issue, writer), rng)
        blocks = numbered(self._blocks(spot, said, rng, week, at))
        people = people_in(said.title, blocks, learners.items())
        title, seen = as_seen(said.title, blocks, Sight(is_inside=False, people=people))
        open_text = told(seen)
        row = {
            "training_id": self.training.id, "classroom_id": room.id, "author_id": writer.administrator[0],
            "week": str(week), "title": title, "text": open_text, "html": html_of(open_text),
            "markup_version": VERSION, "published_at": at,
        }  # fmt: skip
        return row, blocks, [[person, name] for person, name in people]

    def _facts(self, room: Any, spot: tuple[int, int], issue: int, writer: _Writer) -> texts.ClassroomFacts:
        counts, stars, learners = self.counts.get(spot, {}), self.stars.get(spot, []), self.learners[room.id]
        return texts.ClassroomFacts(
            classroom=room.name, site=room.site, week=spot[1] + 1, issue=issue, learners=len(learners),
            submissions=counts.get("assignments", 0), journals=counts.get("journals", 0),
            posts=counts.get("posts", 0), lagging=self._lagging(spot), star=stars[0].name if stars else "一位学友",
            administrator=writer.administrator[1], tutor=writer.tutor[1],
            lively_title=self.lively.get(spot) or "我们班的这一周",
        )  # fmt: skip

    def _lagging(self, spot: tuple[int, int]) -> int:
        """Learners of the class who by the end of the week had handed in clearly too little."""
        room, number = spot
        least = 2 * (number + 1) - BEHIND
        done = (self.handed_in.get(person, {}) for person in self.learners[room])
        return sum(sum(count for (_room, week), count in one.items() if week <= number) < least for one in done)

    def _blocks(self, spot: tuple[int, int], said: texts.Issue, rng: Random, week: Week, at: datetime) -> list[Block]:
        """The story first and the farewell last; what stands between is every class's own order."""
        middle = [
            self._figures(spot, said, rng, at),
            self._stars(spot, rng),
            self._works(spot, rng),
            self._quotes(spot, rng),
            self._picture(spot, at),
        ]
        shown = [one for one in middle if one is not None]
        rng.shuffle(shown)
        ahead = ahead_text(ahead_of(self.training, week, at))
        return [
            block("text", text=said.story),
            *shown,
            block("text", heading=texts.heading("下周头", rng), text=f"{ahead}\n\n{said.end}"),
        ]

    def _figures(self, spot: tuple[int, int], said: texts.Issue, rng: Random, at: datetime) -> Block:
        now, before = self.counts.get(spot, {}), self.counts.get((spot[0], spot[1] - 1), {})
        rows = [
            {"name": name, "number": now.get(name, 0), "before": before.get(name, 0) if spot[1] else None, "keep": True}
            for name in FIGURES
        ]
        note = f"{said.figures}{said.lag}"
        return block("figures", heading=texts.heading("数字头", rng), rows=rows, note=note, as_of=at.isoformat())

    def _stars(self, spot: tuple[int, int], rng: Random) -> Block | None:
        items = [
            {"person_id": row.person_id, "name": row.name, "place": row.place, "is_winner": row.is_winner, "keep": True}
            for row in self.stars.get(spot, [])
        ]
        return block("stars", heading=texts.heading("星头", rng), items=items) if items else None

    def _works(self, spot: tuple[int, int], rng: Random) -> Block | None:
        items = [
            {"recommendation_id": one.id, "kind": one.kind, "title": one.title, "byline": one.person_name, "keep": True}
            for one in self.works.get(spot, [])[:3]
        ]
        return block("works", heading=texts.heading("作品头", rng), items=items) if items else None

    def _quotes(self, spot: tuple[int, int], rng: Random) -> Block | None:
        found: dict[int, dict[str, Any]] = {}
        for row in self.voices.get(spot, []):
            words = best_words(row.text)
            if words and row.author_id not in found:
                found[row.author_id] = {
                    "post_id": row.id, "thread_id": row.thread_id, "number": row.number, "title": row.title,
                    "person_id": row.author_id, "name": row.name, "words": words, "keep": len(found) < VOICES,
                }  # fmt: skip
        return block("quotes", heading=texts.heading("话头", rng), items=list(found.values())) if found else None

    def _picture(self, spot: tuple[int, int], at: datetime) -> Block | None:
        for row in self.pictures.get(spot, [])[:1]:
            picture = BulletinPicture(
                classroom_id=spot[0], file_digest=row.file_digest, small_digest=row.small_digest, name=row.name,
                width=row.width, height=row.height, post_id=row.post_id, added_at=at,
                added_by_id=self.writers[spot[0]].administrator[0],
            )  # fmt: skip
            db.session.add(picture)
            db.session.flush()
            return block("picture", picture_id=picture.id, post_id=row.post_id, caption=row.name.rpartition(".")[0])
        return None


def _writers(training: Training) -> dict[int, _Writer]:
    held = (
        select(StaffAssignment.classroom_id, StaffAssignment.role, Person.id, Person.name)
        .join(Person, Person.id == StaffAssignment.person_id)
        .order_by(StaffAssignment.id)
    )
    found: dict[int, dict[str, tuple[int, str]]] = {}
    for room, role, person, name in db.session.execute(held):
        found.setdefault(room, {}).setdefault(role, (person, name))
    return {
        room: _Writer(staff[StaffRole.CLASS_ADMINISTRATOR], staff[StaffRole.TUTOR])
        for room, staff in found.items()
        if StaffRole.CLASS_ADMINISTRATOR in staff and StaffRole.TUTOR in staff
    }
