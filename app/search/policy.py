"""In whose work somebody could find anything: a wide net, so that the index looks at little; each kind's own policy decides."""

from app.classrooms.policy import classroom_ids_of
from app.people.models import Person, Role
from app.people.policy import scopes_of
from app.search.grams import ALL, BOARDS, classroom_mark, person_mark, place_mark

PROVINCE = 2  # characters of a code that covers everything anyway


def marks_open_to(person: Person) -> list[str] | None:
    """Marks of which an entry must carry one; None where nothing would be gained by asking."""
    scopes = scopes_of(person, *Role)
    if any(len(scope) <= PROVINCE for scope in scopes):
        return None
    classes = [classroom_mark(classroom_id) for classroom_id in classroom_ids_of(person)]
    places = [place_mark(scope) for scope in scopes]
    return list(dict.fromkeys([ALL, BOARDS, person_mark(person.id), *classes, *places]))
