"""What is done to somebody's account by those who administer: each act with its reason where it takes something."""

from flask_babel import gettext as _

from app.administration.events import PersonRenamed, SchoolChanged
from app.administration.models import Subject
from app.administration.operations.changes import keep_change
from app.administration.policy import scopes_administered_by
from app.administration.queries.people import may_act_on
from app.administration.spelling import spelt
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.people.models import Person, School
from app.people.operations import disable_person, enable_person, end_sessions, issue_activation_code
from app.people.queries import get_person


def close_account(by_id: int, person_id: int, reason: str) -> None:
    """Nobody can sign in with it any more; work, grades and figures stay. The last of a team stays too."""
    with transaction():
        _theirs_to_act_on(by_id, person_id, not_oneself=True)
        disable_person(person_id, by_id, keep_change(Subject.PERSON, person_id, "disable", by_id, reason))


def reopen_account(by_id: int, person_id: int, reason: str) -> None:
    with transaction():
        _theirs_to_act_on(by_id, person_id, not_oneself=True)
        enable_person(person_id, by_id, keep_change(Subject.PERSON, person_id, "enable", by_id, reason))


def end_sign_ins(by_id: int, person_id: int) -> None:
    with transaction():
        _theirs_to_act_on(by_id, person_id)
        end_sessions(person_id, by_id)


def give_code(by_id: int, person_id: int) -> str:
    """A fresh activation code, shown this once; with it a new password is set, so it is given for those below only."""
    with transaction():
        person = _theirs_to_act_on(by_id, person_id, not_oneself=True)
        if person.disabled_at is not None:
            raise Refused(_("这个账号已经停用，先恢复再发激活码。"))
        return issue_activation_code(person_id, by_id)


def rename_person(by_id: int, person_id: int, name: str, reason: str) -> None:
    """The new name shows everywhere at once, in past weeks too: they know the person, not the name."""
    with transaction():
        person = _theirs_to_act_on(by_id, person_id)
        if name == person.name:
            raise Refused(_("和现在的一样，没有什么要改的。"), "name")
        person.name, person.sort_name = name, spelt(name)
        change_id = keep_change(Subject.PERSON, person_id, "rename", by_id, reason)
        record(PersonRenamed(person_id, change_id), by_id)


def move_school(by_id: int, person_id: int, school_id: int, reason: str) -> None:
    """Another school; the class stays, a transfer between classes is an act of its own."""
    with transaction():
        person = _theirs_to_act_on(by_id, person_id)
        school = db.session.get(School, school_id)
        if school is None or not _is_inside(by_id, school):
            raise Refused(_("请从名单里选一所学校。"), "school")
        if school.id == person.school_id:
            raise Refused(_("和现在的一样，没有什么要改的。"), "school")
        before, person.school_id = person.school_id, school.id
        change_id = keep_change(Subject.PERSON, person_id, "school", by_id, reason)
        record(SchoolChanged(person_id, before, school.id, change_id), by_id)


def _theirs_to_act_on(by_id: int, person_id: int, *, not_oneself: bool = False) -> Person:
    person = locked(Person, Person.id == person_id)
    if person is None:
        raise NotFound
    if not_oneself and person_id == by_id:
        raise Refused(_("这件事不能对自己做，请一位同事来做。"))
    if not may_act_on(get_person(by_id), person_id):
        raise Forbidden
    return person


def _is_inside(by_id: int, school: School) -> bool:
    return any(school.place_code.startswith(scope) for scope in scopes_administered_by(get_person(by_id)))
