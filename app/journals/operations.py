"""Writing journals, changing them with their history kept, and publishing them to the class."""

from datetime import datetime

from flask_babel import gettext as _

from app.classrooms.models import Enrolment
from app.classrooms.queries import find_present_enrolment
from app.drafts.operations import settle_drafts
from app.foundation import clock, markup
from app.foundation.errors import NotFound, Refused
from app.foundation.events import record
from app.foundation.transactions import locked, transaction
from app.foundation.typed import nothing_written, refuse_unfit
from app.journals.events import JournalEdited, JournalPublished, JournalWritten
from app.journals.models import Journal, JournalVersion

LONGEST_TITLE = 200


def draft_box(journal_id: int | None) -> str:
    return f"journal:{journal_id or 'new'}"


def write_journal(person_id: int, title: str, text: str, publish: bool = False) -> Journal:
    """Write a journal; it stays private unless it is published at once."""
    _check(title, text)
    with transaction() as session:
        enrolment = _present_enrolment(person_id)
        rendered = markup.render(text)
        journal = Journal(
            person_id=person_id, training_id=enrolment.training_id, classroom_id=enrolment.classroom_id,
            title=title, text=text, html=rendered.html, markup_version=rendered.version,
            characters=markup.characters(text), version_number=1, written_at=clock.now(),
        )  # fmt: skip
        session.add(journal)
        session.flush()
        record(JournalWritten(journal.id, person_id), person_id)
        settle_drafts(person_id, draft_box(None))
        if publish:
            _publish(journal, enrolment)
        return journal


def edit_journal(journal_id: int, person_id: int, title: str, text: str, publish: bool = False) -> Journal:
    """Change a journal until it is graded; what it said before is kept. Saving it unchanged changes nothing."""
    _check(title, text)
    with transaction() as session:
        journal = _own(journal_id, person_id)
        if journal.graded_at is not None:
            raise Refused(_("这篇日志已经评阅，不能再改：改了，评语就对不上原文了。想补充，可以另写一篇。"))
        if (journal.title, journal.text) != (title, text):
            session.add(_as_it_was(journal))
            _rewrite(journal, title, text)
            record(JournalEdited(journal.id, journal.version_number, person_id), person_id)
        settle_drafts(person_id, draft_box(journal.id))
        if publish and journal.published_at is None:
            _publish(journal, _present_enrolment(person_id))
        return journal


def publish_journal(journal_id: int, person_id: int) -> Journal:
    """Publish a journal to the class in which its writer learns now; a second time changes nothing."""
    with transaction():
        journal = _own(journal_id, person_id)
        if journal.published_at is None:
            _publish(journal, _present_enrolment(person_id))
        return journal


def mark_journal_graded(journal_id: int, at: datetime | None) -> Journal:
    """Note when a journal was first graded, or that it is not, inside the grader's transaction."""
    with transaction():
        journal = locked(Journal, Journal.id == journal_id, Journal.published_at.is_not(None))
        if journal is None:
            raise NotFound
        journal.graded_at = at
        return journal


def _check(title: str, text: str) -> None:
    for field, words, most in (("title", title, LONGEST_TITLE), ("text", text, markup.LONGEST_TEXT)):
        refuse_unfit(words, field, most, empty=nothing_written())


def _present_enrolment(person_id: int) -> Enrolment:
    enrolment = find_present_enrolment(person_id)
    if enrolment is None:
        raise Refused(_("您现在不在任何班级里学习，不能写新的日志或发布日志。"))
    return enrolment


def _own(journal_id: int, person_id: int) -> Journal:
    journal = locked(Journal, Journal.id == journal_id, Journal.person_id == person_id)
    if journal is None:
        raise NotFound
    return journal


def _publish(journal: Journal, enrolment: Enrolment) -> None:
    if journal.training_id != enrolment.training_id:
        raise Refused(_("这篇日志属于另一期培训，不能发布到现在的班级。"))
    journal.classroom_id = enrolment.classroom_id
    journal.published_at = clock.now()
    record(JournalPublished(journal.id, journal.person_id, journal.classroom_id), journal.person_id)


def _as_it_was(journal: Journal) -> JournalVersion:
    return JournalVersion(
        journal_id=journal.id, number=journal.version_number, title=journal.title, text=journal.text,
        written_at=journal.edited_at or journal.written_at,
    )  # fmt: skip


def _rewrite(journal: Journal, title: str, text: str) -> None:
    rendered = markup.render(text)
    journal.title, journal.text = title, text
    journal.html, journal.markup_version = rendered.html, rendered.version
    journal.characters = markup.characters(text)
    journal.version_number += 1
    journal.edited_at = clock.now()
