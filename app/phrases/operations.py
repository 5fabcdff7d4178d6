"""Keeping a phrase and letting one go."""

from flask_babel import gettext as _

from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.foundation.typed import nothing_written, refuse_unfit
from app.people.models import Person
from app.phrases.events import PhraseDropped, PhraseKept
from app.phrases.models import LONGEST, Phrase
from app.phrases.queries import get_phrase, phrase_count, phrases_of
from app.phrases.slots import with_slot

MOST = 30
BOX = "phrase:new"


def keep_phrase(person_id: int, text: str) -> Phrase | None:
    """Keep a phrase with a place to fill in; one that is kept already changes nothing."""
    with transaction() as session:
        locked(Person, Person.id == person_id)  # two at once: the second counts the first
        phrase = with_slot(text.strip(), _("这份作业里的一处"))
        _check(person_id, phrase)
        settle_drafts(person_id, BOX)
        if phrase in {kept.text for kept in phrases_of(person_id)}:
            return None
        row = Phrase(person_id=person_id, text=phrase, kept_at=clock.now())
        session.add(row)
        session.flush()
        record(PhraseKept(row.id, person_id), person_id)
        return row


def drop_phrase(person_id: int, phrase_id: int) -> None:
    """Let a phrase go."""
    with transaction() as session:
        session.delete(get_phrase(phrase_id, person_id))
        record(PhraseDropped(phrase_id, person_id), person_id)


def _check(person_id: int, phrase: str) -> None:
    too_long = _("常用语最多 %(most)d 个字。越短越好改。", most=LONGEST)
    refuse_unfit(phrase, "text", LONGEST, empty=nothing_written(), too_long=too_long)
    if phrase_count(person_id) >= MOST:
        raise Refused(_("最多留 %(most)d 句。先删掉一句不常用的吧。", most=MOST), "text")
