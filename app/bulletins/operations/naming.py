"""A learner who stands in a bulletin decides whether other classes read their name."""

from app.bulletins.blocks import read_blocks
from app.bulletins.events import NamingAgreed, NamingTakenBack
from app.bulletins.models import BulletinNaming
from app.bulletins.operations.publishing import rebuild_open_text
from app.bulletins.queries import get_bulletin
from app.bulletins.seen import shown_people
from app.foundation import clock
from app.foundation.errors import Forbidden
from app.foundation.events import record
from app.foundation.transactions import transaction
from app.people.queries import get_person


def agree_to_naming(person_id: int, bulletin_id: int) -> None:
    """Agree to be named for everybody, as somebody of whom the bulletin speaks; a second time changes nothing."""
    with transaction() as session:
        shown = get_bulletin(bulletin_id, get_person(person_id))
        if person_id not in {number for number, _name in shown.people} | shown_people(read_blocks(shown.blocks)).keys():
            raise Forbidden
        if session.get(BulletinNaming, (bulletin_id, person_id)) is None:
            session.add(BulletinNaming(bulletin_id=bulletin_id, person_id=person_id, agreed_at=clock.now()))
            session.flush()
            rebuild_open_text(bulletin_id)
            record(NamingAgreed(bulletin_id, person_id), person_id)


def take_back_naming(person_id: int, bulletin_id: int) -> None:
    """No longer be named; it is out of everybody's sight at once."""
    with transaction() as session:
        naming = session.get(BulletinNaming, (bulletin_id, person_id))
        if naming is not None:
            session.delete(naming)
            session.flush()
            rebuild_open_text(bulletin_id)
            record(NamingTakenBack(bulletin_id, person_id), person_id)
