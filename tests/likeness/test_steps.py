"""Marking a whole training's texts while people write: a few at a time, and the same is noticed as at one go."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, insert, select

from app.foundation import steps
from app.foundation.database import db
from app.foundation.jobs import JobRun, run_due
from app.foundation.transactions import transaction
from app.journals.models import Journal
from app.likeness import jobs
from app.likeness.models import Repetition, TextMark
from app.likeness.operations import mark_texts
from tests.support.given import BEGINNING, EVENING

TEXTS = 700
LATER = EVENING + timedelta(hours=1)
WORDS = "今天放学以后我和第{}个孩子谈了很久，他说起家里的第{}件事，我一句一句都记在了本子上。"


@pytest.fixture
def written(app, given):
    """Many journals of one person, of which each tenth says what the one before said; and a work in two versions."""
    given.a_submission(text=WORDS.format("甲", "乙" * 30))
    one = given.a_journal(title="第一篇", text="开头")
    with app.app_context(), transaction() as session:
        first = session.get(Journal, one)
        alike = {
            column.name: getattr(first, column.name) for column in Journal.__table__.columns if column.name != "id"
        }
        rows = [{**alike, "text": text_of(n), **at(n)} for n in range(TEXTS)]
        session.execute(insert(Journal), rows)


def text_of(number):
    said = number - 1 if number % 10 == 9 else number
    return "".join(chr(0x4E00 + (said * 977 + place * 131 + place * said * 17) % 20_000) for place in range(60))


def at(number):
    moment = EVENING - timedelta(days=10) + timedelta(seconds=number // 2)
    return {"written_at": moment, "published_at": moment}


def noticed():
    columns = (Repetition.kind, Repetition.work_id, Repetition.other_id, Repetition.share)
    return set(map(tuple, db.session.execute(select(*columns))))


def marked():
    columns = (TextMark.kind, TextMark.work_id, TextMark.written_at, TextMark.letters, TextMark.sketch)
    return list(map(tuple, db.session.execute(select(*columns).order_by(TextMark.id))))


def test_many_texts_are_marked_in_steps_and_to_the_same_end(app, given, written, monkeypatch):
    monkeypatch.setattr(steps, "PAUSE", 0)
    sizes = []

    def hear(_connection, _cursor, statement, parameters, _context, _many):
        if statement.startswith("INSERT INTO text_marks"):
            sizes.append(len(parameters))

    with app.app_context():
        event.listen(db.engine, "after_cursor_execute", hear)
        try:
            assert run_due([jobs.MARK_TEXTS], LATER)[0][2] == f"texts-marked texts={TEXTS + 2}"
            assert sizes == [300, 300, TEXTS + 2 - 600]
            assert run_due([jobs.MARK_TEXTS], LATER) == []
            in_steps = noticed(), marked()
            with transaction() as session:
                session.execute(delete(Repetition))
                session.execute(delete(TextMark))
            sizes.clear()
            assert mark_texts(given.training.id, BEGINNING - timedelta(days=400), LATER) == TEXTS + 2
            assert sizes == [TEXTS + 2], "control: at one go it is one write"
        finally:
            event.remove(db.engine, "after_cursor_execute", hear)
        assert len(in_steps[0]) >= TEXTS // 10
        assert in_steps == (noticed(), marked())


def test_a_marking_that_broke_off_goes_on_and_somebody_edits_meanwhile(app, given, written, monkeypatch):
    class PowerCut(Exception):
        pass

    def cut(_seconds):
        with transaction() as session:
            last = session.scalars(select(Journal).order_by(Journal.id.desc()).limit(1)).one()
            last.text, last.edited_at = "改过了", EVENING - timedelta(hours=1)
        if db.session.query(TextMark).count() >= 2 * steps.A_STEP:
            raise PowerCut

    monkeypatch.setattr(steps, "sleep", cut)
    with app.app_context():
        with pytest.raises(PowerCut):
            run_due([jobs.MARK_TEXTS], LATER)
        assert (db.session.query(TextMark).count(), db.session.query(JobRun).count()) == (2 * steps.A_STEP, 0)
        monkeypatch.setattr(steps, "sleep", lambda _seconds: None)
        run_due([jobs.MARK_TEXTS], LATER)
        works = {(kind, work) for kind, work, *_ in marked()}
        assert len(works) == len(marked()) == TEXTS + 2, "each text once, the edited one as it reads now"
