"""Places to choose from, as the tree has them."""

from sqlalchemy import select

from app.administration.policy import scopes_administered_by
from app.foundation.database import db
from app.people.models import Person, Place, PlaceKind
from app.people.policy import within

Choice = tuple[str, str, str]


def places_for(viewer: Person) -> list[Choice]:
    """Every place inside the viewer's scope: code, name, and the name of its city, for a list to choose from."""
    statement = select(Place.code, Place.parent_code, Place.kind, Place.name).where(
        within(Place.code, scopes_administered_by(viewer))
    )
    rows = list(db.session.execute(statement.order_by(Place.code)))
    names = {row.code: row.name for row in rows}
    cities = {row.code for row in rows if row.kind == PlaceKind.CITY}
    found: list[Choice] = []
    for row in rows:
        city = next((code for code in cities if row.code.startswith(code)), None)
        parent = names.get(row.parent_code, "") if row.kind == PlaceKind.SITE else ""
        label = f"{row.name}（{parent}）" if parent and parent not in row.name else row.name
        found.append((row.code, label, names[city or rows[0].code]))
    return found
