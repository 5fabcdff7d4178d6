"""Keeping a phrase and letting one go."""

from flask_babel import gettext as _

from app.drafts.operations import settle_drafts
from app.foundation import clock
from app.foundation.errors import Refused
from app.foundation.events import record
from app.foundation.markup import has_control_characters
from app.foundation.transactions import locked, transaction
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
        _check(person_id, text, phrase)
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


def _check(person_id: int, text: str, phrase: str) -> None:
    if not text.strip():
        raise Refused(_("这里还没有写。"), "text")
    if len(phrase) > LONGEST:
        raise Refused(_("常用语最多 %(most)d 个字。越短越好改。", most=LONGEST), "text")
    if has_control_characters(text):
        raise Refused(_("文字里有无法保存的控制字符，请删去后再提交。"), "text")
    if phrase_count(person_id) >= MOST:
        raise Refused(_("最多留 %(most)d 句。先删掉一句不常用的吧。", most=MOST), "text")
