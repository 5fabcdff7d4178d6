"""Reading a week's facts: one statement over everything people did, one about what they wrote again."""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import union_all

from app.classrooms.models import StaffRole, Training
from app.foundation.clock import Week
from app.foundation.statements import plain_rows
from app.rankings.facts import Deeds, Facts, Grading, Judgement, Rating, Study, Use, Work
from app.rankings.queries import deeds, people, shared
from app.rankings.queries.merged import merged, name_anew
from app.rankings.queries.staff import brought_back, bulletins_out, bulletins_picked, looked_after
from app.rankings.queries.texts import Texts, read_texts
from app.rankings.queries.window import DAYS_BEFORE, Days, Window
from app.rankings.rules import Rules

PRAISED = ("submission", "journal", "post", "pick-submission", "pick-journal", "pick-thread", "pick-resource")


def read_facts(training: Training, week: Week, as_of: datetime, rules: Rules) -> Facts:
    """The facts of a training's week as they were known at `as_of`."""
    window = Window.over(training, week, as_of)
    return _Reading(window, rules).facts()


class _Reading:
    """Sorts the rows of the one statement into facts."""

    def __init__(self, window: Window, rules: Rules) -> None:
        self.window, self.rules, self.days = window, rules, Days(window)
        self.by_kind: dict[str, list[Any]] = defaultdict(list)
        self.deeds: dict[int, Deeds] = defaultdict(Deeds)
        self.gradings: dict[int, list[Grading]] = defaultdict(list)
        self.texts = Texts(set(), {})

    def facts(self) -> Facts:
        self.texts = read_texts(self.window, max(self.rules.least_characters.values()))
        for row in plain_rows(self._statement()):
            self.by_kind[row[0]].append(row)
        name_anew(self.by_kind)
        self._study()
        self._submissions()
        self._texts()
        self._judgements()
        self._shared()
        seats = self.by_kind["learner"]
        return Facts(
            day_ends=self.days.ends,
            last_day=min(self.days.of(self.window.as_of), 6),
            learners={row[1]: row[2] for row in seats},
            joined={row[1]: self._joined(row[4]) for row in seats},
            classrooms={row[2] for row in seats},
            deeds=dict(self.deeds),
            tutors=[(row[1], row[2]) for row in self.by_kind[StaffRole.TUTOR]],
            administrators=[(row[1], row[2]) for row in self.by_kind[StaffRole.CLASS_ADMINISTRATOR]],
            gradings=dict(self.gradings),
            due=self._due(),
            salon=self._salon(),
            resting=frozenset(row[1] for row in self.by_kind["star"]),
            bulletins=bulletins_out(self.by_kind["bulletin"], self.rules.administrators["least_bulletin"]),
            picked_bulletins=bulletins_picked(self.by_kind["picked-bulletin"]),
            brought=brought_back(self.by_kind, self.window),
        )

    def _statement(self) -> Any:
        window, rules = self.window, self.rules
        parts = [deeds.studied, deeds.handed_in, deeds.published, deeds.written, deeds.judged, deeds.picked]
        selects = [part(window) for part in (*parts, people.seated, people.employed, merged)]
        selects += [shared.used(window), shared.praised(window, rules.shared["stars"])]
        selects += people.due(window, rules.tutors["days_to_grade"])
        selects += looked_after(window, rules.administrators)
        return union_all(*selects, people.rested(window, rules.learners["rest_weeks"]))

    def _joined(self, since: datetime) -> int:
        begun = self.days.of_date(self.window.begins_on)
        return max(begun, self.days.of(since)) if since >= self.days.bounds[0] else max(begun, -DAYS_BEFORE)

    def _study(self) -> None:
        numbers = self.days.by_name()
        for _, person, room, *_, text in self.by_kind["study"]:
            mine = self.deeds[person]
            for entry in text.split(","):
                name, _, seconds = entry.partition(" ")
                day = numbers[name]
                mine.present |= 1 << (day + DAYS_BEFORE)
                if day >= 0:
                    mine.study.append(Study(room, day, int(seconds)))

    def _submissions(self) -> None:
        """A topic counts once, in the week of the first version that stood at the end of its week."""
        versions: dict[int, list[Any]] = defaultdict(list)
        for row in self.by_kind["version"]:
            versions[row[3]].append(row)
        for work_id, rows in versions.items():
            standing = [row for row in rows if self.window.stood(row[4], row[5])]
            if not standing:
                continue
            _, person, room, _, at, _, characters, *_ = min(standing, key=lambda row: row[4])
            self._work("submission", person, room, work_id, at, characters)

    def _texts(self) -> None:
        for kind in ("journal", "thread", "post"):
            for _, person, room, work_id, at, _, characters, *_ in self.by_kind[kind]:
                self._work(kind, person, room, work_id, at, characters)

    def _work(self, kind: str, person: int, room: int | None, work_id: int, at: datetime, characters: int) -> None:
        day = self.days.of(at)
        if day < -DAYS_BEFORE:
            return
        self.deeds[person].present |= 1 << (day + DAYS_BEFORE)
        if day >= 0:
            text = ("post" if kind == "thread" else kind, work_id)
            length = self.texts.lengths.get(text, characters)
            self.deeds[person].works.append(Work(kind, room, work_id, day, at, length, text in self.texts.repeats))

    def _judgements(self) -> None:
        for work in PRAISED:
            for _, person, room, work_id, at, handed_in_at, grader, flags, grade in self.by_kind[f"graded-{work}"]:
                if flags & deeds.STANDS:
                    judgement = Judgement(work, room, work_id, self.days.of(at), at, grade)
                    self.deeds[person].judgements.append(judgement)
                if flags & deeds.IS_FIRST:
                    seconds = max(int((at - handed_in_at).total_seconds()), 0)
                    self.gradings[grader].append(Grading(seconds, bool(flags & deeds.IS_OWN)))

    def _shared(self) -> None:
        """What others did with somebody's resources; a rating counts if it stood, and was not
        returned, when its own week ended."""
        for _, author, room, work_id, at, _, person, *_ in self.by_kind["used"]:
            self.deeds[author].uses.append(Use(room, work_id, person, self.days.of(at), at))
        for _, author, room, work_id, at, gone, person, returned_at, _ in self.by_kind["praised"]:
            if self.window.stood(at, gone) and not self.window.was_returned(at, returned_at):
                day = self.days.of(at) if at >= self.window.start else -1
                self.deeds[author].ratings.append(Rating(room, work_id, person, day, at))

    def _due(self) -> dict[int, tuple[int, int]]:
        due: dict[int, tuple[int, int]] = {}
        for _, _, room, _, _, _, number, _, done in self.by_kind["due"]:
            had = due.get(room, (0, 0))
            due[room] = (had[0] + number, had[1] + int(done))
        return due

    def _salon(self) -> dict[tuple[int, int], int]:
        """Posts that class administrators wrote in their own class's salon, by the rules for posts."""
        mine = {(row[1], row[2]) for row in self.by_kind[StaffRole.CLASS_ADMINISTRATOR]}
        posts: Counter[tuple[int, int]] = Counter()
        rooms = {row[3]: int(row[8]) for kind in ("thread", "post") for row in self.by_kind[kind] if row[8]}
        for person in {person for person, _ in mine}:
            for work in self.deeds[person].works if person in self.deeds else ():
                room = rooms.get(work.work_id) if work.kind in ("thread", "post") else None
                is_worth = work.characters >= self.rules.least_characters[work.kind] and not work.is_repeat
                if room is not None and (person, room) in mine and is_worth:
                    posts[(person, room)] += 1
        return dict(posts)
