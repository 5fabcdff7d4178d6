"""What a roster means against what is known: new, changed, moved, vanished, the same, in conflict, or not to be read."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.roster.cells import SheetRow
from app.roster.clashes import set_apart
from app.roster.outcomes import Comparison, Outcome, Question, Refusal
from app.roster.register import KnownClassroom, KnownPerson, Register

MOST_QUESTIONS = 200  # schools that nobody knows: more of them than one can decide on mean another mistake
NEW_SCHOOL, LEAVE = "new", "leave"
Index = Callable[[str, str], str]


def compare(
    rows: Sequence[SheetRow], register: Register, index: Index, school_answers: Mapping[str, str]
) -> Comparison:
    """Every row with what it means, then those of the named classes whom the roster no longer names."""
    reader = _Reader(register, index, school_answers)
    outcomes = [reader.read(row) for row in rows]
    outcomes = set_apart(rows, outcomes)
    return Comparison(outcomes + list(_vanished(outcomes, register)), reader.questions())


class _Reader:
    """Reads rows one by one and remembers which schools it had to ask about."""

    def __init__(self, register: Register, index: Index, answers: Mapping[str, str]) -> None:
        self.register, self.index, self.answers = register, index, answers
        self.asked: dict[str, list[str]] = defaultdict(list)

    def read(self, row: SheetRow) -> Outcome:
        if row.faults:
            room = self._room_or_none(row)
            return Outcome(row.number, "bad", row.name, row.role, room.id if room else None, reasons=row.faults)
        try:
            room = self._room(row)
        except Refusal as refusal:
            return Outcome(row.number, refusal.kind, row.name, row.role, reasons=(refusal.reason,))
        found = Outcome(row.number, "bad", row.name, row.role, room.id)
        try:
            return self._placed(row, room, found)
        except Refusal as refusal:
            return replace(found, kind=refusal.kind, reasons=(refusal.reason,))

    def questions(self) -> list[Question]:
        found = []
        for key, rows in list(self.asked.items())[:MOST_QUESTIONS]:
            county, name = key.split("|", 1)
            near = tuple((one.id, one.name) for one in self.register.schools_near(name, county))
            found.append(Question(key, name, self.register.counties.get(county, county), len(rows), near))
        return found

    def _room_or_none(self, row: SheetRow) -> KnownClassroom | None:
        rooms = self.register.rooms_called(row.classroom) if row.classroom else []
        return rooms[0] if len(rooms) == 1 else None

    def _room(self, row: SheetRow) -> KnownClassroom:
        rooms = self.register.rooms_called(row.classroom)
        if len(rooms) == 1:
            return rooms[0]
        if rooms:
            raise Refusal("bad", "classroom_double", value=row.classroom)
        near = self.register.room_near(row.classroom)
        if near:
            raise Refusal("bad", "classroom_near", value=row.classroom, near=near)
        raise Refusal("bad", "classroom_unknown", value=row.classroom)

    def _placed(self, row: SheetRow, room: KnownClassroom, found: Outcome) -> Outcome:
        school_id, school_key = self._school(row, room)
        found = replace(found, school_id=school_id, school_key=school_key)
        person = self._person(row, room, school_id)
        if person is None:
            return self._newcomer(row, found)
        if person.is_disabled:
            raise Refusal("conflict", "person_disabled")
        return self._known(row, room, person, replace(found, person_id=person.id))

    def _school(self, row: SheetRow, room: KnownClassroom) -> tuple[int | None, str]:
        """The school's number, or the key of one that is not known; a question is asked once for all its rows."""
        if not row.school:
            return None, ""
        county = self.register.county_called(row.county, room)
        known = self.register.school_called(row.school, county)
        if known is not None:
            return known.id, ""
        key = f"{county}|{row.school}"
        self.asked[key].append(str(row.number))
        answer = self.answers.get(key, "")
        if answer == LEAVE:
            raise Refusal("left", "school_left", value=row.school)
        if len(self.asked) > MOST_QUESTIONS and not answer:
            raise Refusal("conflict", "schools_too_many", value=row.school)
        is_known = answer.isdecimal() and int(answer) in self.register.schools_by_id
        return (int(answer), "") if is_known else (None, key)

    def _person(self, row: SheetRow, room: KnownClassroom, school_id: int | None) -> KnownPerson | None:
        """Who is meant: by identity number, account, telephone, or by name and school where nobody else is called so."""
        person = self._by_number(row) or self._by_name(row, room, school_id)
        if person is None or not row.identity or not person.identity_index:
            return person
        if person.identity_index == self.index("identity", row.identity):
            return person
        raise Refusal("conflict", "identity_kept")

    def _by_number(self, row: SheetRow) -> KnownPerson | None:
        if row.identity:
            person = self.register.by_identity.get(self.index("identity", row.identity))
            if person is not None:
                return self._namesake(person, row, "identity_elsewhere", name=f"{person.name[:1]}某")
        if row.account:
            person = self.register.by_account.get(row.account)
            if person is not None:
                return self._namesake(person, row, "account_elsewhere", value=row.account)
        if row.phone:
            owners = self.register.by_phone.get(self.index("phone", row.phone), [])
            same = [one for one in owners if one.name == row.name]
            if owners and not same:
                raise Refusal("conflict", "phone_elsewhere")
            return same[0] if len(same) == 1 else None
        return None

    def _by_name(self, row: SheetRow, room: KnownClassroom, school_id: int | None) -> KnownPerson | None:
        found = self.register.by_name_and_school.get((row.name, school_id), []) if school_id else []
        if not found:
            found = [one for one in self.register.learners_of.get(room.id, []) if one.name == row.name]
        if row.identity:  # somebody else of the same name, if theirs is known and another one
            index = self.index("identity", row.identity)
            found = [one for one in found if one.identity_index in (None, index)]
        here = [one for one in found if self.register.seats.get(one.id) == room.id]
        found = here if len(here) == 1 else found
        if len(found) > 1:
            raise Refusal("conflict", "person_many", count=len(found))
        return found[0] if found else None

    def _namesake(self, person: KnownPerson, row: SheetRow, code: str, **values: Any) -> KnownPerson:
        if person.name != row.name:
            raise Refusal("conflict", code, **values)
        return person

    def _newcomer(self, row: SheetRow, found: Outcome) -> Outcome:
        if not row.school and row.is_learner:
            raise Refusal("bad", "school_missing")
        key = row.identity and self.index("identity", row.identity)
        key = key or row.account or (row.phone and self.index("phone", row.phone))
        key = key or f"{row.name}|{found.school_id}|{found.school_key}"
        return replace(found, kind="asked" if self._is_open(found) else "new", key=key)

    def _known(self, row: SheetRow, room: KnownClassroom, person: KnownPerson, found: Outcome) -> Outcome:
        changes = tuple(self._changes(row, person, found))
        found = replace(found, changes=changes, kind="changed" if changes else "same")
        seat = self.register.seats.get(person.id)
        if not row.is_learner:
            is_there = (person.id, room.id, row.role) in self.register.staff
            found = found if is_there else replace(found, kind="new")
        elif seat is None:
            found = replace(found, kind="new")
        elif seat != room.id:
            if seat not in self.register.classrooms_by_id:
                raise Refusal("conflict", "person_beyond")
            found = replace(found, kind="moved", from_classroom_id=seat)
        return replace(found, kind="asked") if self._is_open(found) else found

    def _changes(self, row: SheetRow, person: KnownPerson, found: Outcome) -> Iterator[str]:
        if found.school_key or (found.school_id and found.school_id != person.school_id):
            yield "school"
        if row.phone and self.index("phone", row.phone) != person.phone_index:
            yield "phone"
        if row.identity and not person.identity_index:
            yield "identity"

    def _is_open(self, found: Outcome) -> bool:
        return bool(found.school_key) and self.answers.get(found.school_key) != NEW_SCHOOL


def _vanished(outcomes: Sequence[Outcome], register: Register) -> Iterator[Outcome]:
    """Learners of the named classes whom no row means; a row that could not be read may have meant its namesake."""
    learners = [one for one in outcomes if one.role == "learner"]
    rooms = dict.fromkeys(one.classroom_id for one in learners if one.classroom_id)
    meant = {one.person_id for one in learners if one.person_id}
    doubtful = {one.name for one in learners if one.person_id is None and one.kind in ("bad", "conflict", "left")}
    number = 0
    for room_id in rooms:
        for person in register.learners_of.get(room_id or 0, []):
            if person.id not in meant and person.name not in doubtful:
                number -= 1
                yield Outcome(number, "vanished", person.name, classroom_id=room_id, person_id=person.id)
