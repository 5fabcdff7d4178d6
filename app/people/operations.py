"""What is done to accounts; whatever changes who somebody is ends their sign-ins everywhere."""

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select, update

from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import NotFound, Refused
from app.foundation.events import Event, record
from app.foundation.transactions import locked, transaction
from app.people.codes import hash_of, new_code
from app.people.events import (
    ActivationCodeIssued,
    PasswordChanged,
    PersonActivated,
    PersonDisabled,
    PersonEnabled,
    SessionsEnded,
)
from app.people.models import ActivationCode, Appointment, Person, Role
from app.people.passwords import hash_password, is_password, is_too_simple

CODE_LASTS = timedelta(days=30)


def end_sessions(person_id: int, by_id: int | None = None) -> None:
    """Make every sign-in of the person void, on all devices."""
    with transaction():
        person = _held(person_id)
        person.session_version += 1
        record(SessionsEnded(person.id), by_id or person.id)


def issue_activation_code(person_id: int, by_id: int | None = None) -> str:
    """Give a fresh one-time code, shown this once; earlier ones are void."""
    code, present = new_code(), clock.now()
    with transaction() as session:
        person = _held(person_id)
        unused = (ActivationCode.person_id == person.id, ActivationCode.used_at.is_(None))
        session.execute(update(ActivationCode).where(*unused).values(expires_at=present))
        row = ActivationCode(
            person_id=person.id, code_hash=hash_of(code), issued_at=present, expires_at=present + CODE_LASTS
        )
        session.add(row)
        record(ActivationCodeIssued(person.id), by_id)
    return code


def activate_account(account: str, code: str, new_password: str) -> int:
    """Set the first password with a one-time code, and give the person's id; any fault gets the same answer."""
    _refuse_weak(new_password, account)
    password_hash, present = hash_password(new_password), clock.now()
    with transaction():
        found = locked(ActivationCode, ActivationCode.code_hash == hash_of(code))
        person = locked(Person, Person.id == found.person_id) if found else None
        if not (found and person and _is_usable(found) and _is_theirs(person, account)):
            raise Refused(_("账号或激活码不对，或者激活码已经过期。"))
        found.used_at = present
        _renew(person, password_hash, PersonActivated(person.id))
        return person.id


def change_password(person_id: int, old_password: str, new_password: str) -> None:
    """Replace the password; sign-ins on all devices end."""
    with transaction():
        person = _held(person_id)
        account, known_hash = person.account, person.password_hash
    if not is_password(old_password, known_hash):
        raise Refused(_("现在的密码不对。"), "old_password")
    _refuse_weak(new_password, account)
    new_hash = hash_password(new_password)
    with transaction():
        person = _held(person_id)
        if person.password_hash != known_hash:
            raise Refused(_("密码刚刚在别处改过了，请用新的密码重新登录。"))
        _renew(person, new_hash, PasswordChanged(person.id))


def disable_person(person_id: int, by_id: int | None, change_id: int | None = None) -> None:
    """Close an account; `change_id` names the reason, where one was asked for."""
    with transaction():
        refuse_last_of_team(person_id)
        person = _held(person_id)
        if person.disabled_at is None:
            person.disabled_at = clock.now()
            record(PersonDisabled(person.id, change_id), by_id)
            end_sessions(person.id, by_id)


def enable_person(person_id: int, by_id: int | None, change_id: int | None = None) -> None:
    with transaction():
        person = _held(person_id)
        if person.disabled_at is not None:
            person.disabled_at = None
            record(PersonEnabled(person.id, change_id), by_id)


def refuse_last_of_team(person_id: int) -> None:
    """Somebody can always administer: whom nobody could replace in a project team stays in it.

    All present members are held meanwhile, so that two of them cannot send each other away at the same moment.
    """
    held, present = Appointment, clock.now()
    statement = (
        select(held.person_id, held.place_code, Person.disabled_at)
        .join(Person, Person.id == held.person_id)
        .where(held.role == Role.PROJECT_TEAM, held.since <= present)
        .where(held.until.is_(None) | (held.until > present))
        .order_by(held.id)
        .with_for_update(of=held)
    )
    team = db.session.execute(statement).all()
    others = [place for other, place, disabled_at in team if other != person_id and disabled_at is None]
    for place in (place for mine, place, _since in team if mine == person_id):
        if not any(place.startswith(other) for other in others):
            raise Refused(_("项目组里只剩这一位了，先请一位同事进来，再做这一步。"))


def choose_language(person_id: int, language: str) -> None:
    with transaction():
        _held(person_id).language = language


def _held(person_id: int) -> Person:
    person = locked(Person, Person.id == person_id)
    if person is None:
        raise NotFound
    return person


def _renew(person: Person, password_hash: str, event: Event) -> None:
    person.password_hash = password_hash
    record(event, person.id)
    end_sessions(person.id)


def _refuse_weak(password: str, account: str) -> None:
    if is_too_simple(password, account):
        raise Refused(_("这个密码太容易被猜到，请换一个：至少 8 个字符，不要只用数字或账号。"), "new_password")


def _is_usable(code: ActivationCode) -> bool:
    return code.used_at is None and clock.now() < code.expires_at


def _is_theirs(person: Person, account: str) -> bool:
    return person.is_active and person.account == account.strip().lower()
