"""Codes for first use, for everybody of a class who has none yet in use: shown this once, kept as hashes."""

from dataclasses import dataclass

from sqlalchemy import select, update

from app.classrooms.models import Classroom
from app.foundation import clock
from app.foundation.bulk import add_rows
from app.foundation.database import db
from app.foundation.errors import NotFound
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.codes import hash_of, new_code
from app.people.events import ActivationCodeIssued
from app.people.models import ActivationCode
from app.people.operations import CODE_LASTS
from app.people.queries import get_person
from app.roster.events import ClassCodesIssued
from app.roster.policy import may_read_class_roster
from app.roster.queries.classes import people_to_activate


@dataclass(frozen=True, slots=True)
class Slip:
    """What one person gets in the hand."""

    person_id: int
    name: str
    account: str
    school: str
    code: str


def issue_class_codes(by_id: int, classroom_id: int) -> list[Slip]:
    """Fresh codes for all who have not signed in yet; earlier ones are void."""
    present = clock.now()
    with transaction():
        room = db.session.get(Classroom, classroom_id)
        if room is None or not may_read_class_roster(get_person(by_id), room):
            raise NotFound
        slips = [
            Slip(one.id, one.name, one.account, one.school or "", new_code())
            for one in people_to_activate(classroom_id)
        ]
        unused = ActivationCode.person_id.in_([slip.person_id for slip in slips]), ActivationCode.used_at.is_(None)
        db.session.execute(
            update(ActivationCode).where(*unused, ActivationCode.expires_at > present).values(expires_at=present)
        )
        rows = [
            {
                "person_id": slip.person_id, "code_hash": hash_of(slip.code), "issued_at": present,
                "expires_at": present + CODE_LASTS, "used_at": None,
            }
            for slip in slips
        ]  # fmt: skip
        add_rows(ActivationCode, rows)
        for slip in slips:
            record(ActivationCodeIssued(slip.person_id), by_id)
        record(ClassCodesIssued(classroom_id, len(slips)), by_id)
        return slips


def known_slips(classroom_id: int, codes: dict[int, str]) -> list[Slip]:
    """Slips of codes that somebody still has on the screen, as far as they hold; for the file beside the sheet."""
    hashes = {hash_of(code): person_id for person_id, code in codes.items()}
    statement = select(ActivationCode.code_hash, ActivationCode.person_id).where(
        ActivationCode.code_hash.in_(hashes), ActivationCode.used_at.is_(None), ActivationCode.expires_at > clock.now()
    )
    held = {person_id for code_hash, person_id in db.session.execute(statement) if hashes[code_hash] == person_id}
    return [
        Slip(one.id, one.name, one.account, one.school or "", codes[one.id])
        for one in people_to_activate(classroom_id)
        if one.id in held
    ]
