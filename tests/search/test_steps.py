"""A large index is filled while people write: in steps, and nobody waits for more than one of them."""

from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import delete, event, insert, select, text

from app.discussions.models import Post
from app.discussions.operations import edit_post, reply
from app.foundation import clock, steps
from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.foundation.jobs import JobRun, run_due
from app.foundation.transactions import transaction
from app.search import jobs
from app.search.models import FIRST, SearchEntry
from app.search.operations import catch_up, fill_index, filling, rebuild_index
from tests.support.given import EVENING

POSTS = 2_000


@pytest.fixture(autouse=True)
def brisk(monkeypatch):
    """Nobody outside of the process waits here."""
    monkeypatch.setattr(steps, "PAUSE", 0.01)


@pytest.fixture
def thread(given):
    """A long thread that no index knows."""
    number = given.a_thread(text="第一句")
    with given.app.app_context(), transaction() as session:
        first = session.scalars(select(Post)).one()
        alike = {column.name: getattr(first, column.name) for column in Post.__table__.columns if column.name != "id"}
        at = EVENING - timedelta(days=30)
        session.execute(
            insert(Post),
            [
                {**alike, "number": n, "html": f"<p>旧话第{n}句</p>", "written_at": at + timedelta(seconds=n)}
                for n in range(2, POSTS + 2)
            ],
        )
        empty_index()
    return number


def empty_index():
    if is_sqlite():
        db.session.execute(text("INSERT INTO search_grams (search_grams) VALUES ('delete-all')"))
    db.session.execute(delete(SearchEntry))


def found_by(word):
    """The originals whose entry is found in the database's own index by these two letters."""
    if is_sqlite():
        numbers = text("SELECT rowid FROM search_grams WHERE search_grams MATCH :word").bindparams(word=f'"{word}"')
    else:
        numbers = text("SELECT entry_id FROM search_grams WHERE grams @@ CAST(:word AS tsquery)").bindparams(word=word)
    ids = db.session.scalars(numbers).all()
    return set(db.session.scalars(select(SearchEntry.object_id).where(SearchEntry.id.in_(ids))))


@contextmanager
def most_written_between_commits(app):
    """How many entries each transaction wrote, as they are committed."""
    sizes, running = [], [0]

    def hear(_connection, _cursor, statement, parameters, _context, many):
        if statement.startswith("INSERT INTO search_entries"):
            running[0] += len(parameters) if many else 1

    def committed(_connection):
        sizes.append(running[0])
        running[0] = 0

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_cursor_execute", hear)
    event.listen(engine, "commit", committed)
    try:
        yield sizes
    finally:
        event.remove(engine, "after_cursor_execute", hear)
        event.remove(engine, "commit", committed)


def test_the_index_is_filled_in_steps_and_one_whole_transaction_would_be_told(app, thread):
    with most_written_between_commits(app) as sizes, app.app_context():
        assert catch_up() == POSTS + 5, "the posts and four topics"
    assert max(sizes) == steps.A_STEP
    assert sum(sizes) == POSTS + 5
    with most_written_between_commits(app) as sizes, app.app_context():
        fill_index()
    assert max(sizes) == POSTS + 5, "control: by bulk it is one transaction"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_index_filled_by_bulk_is_one_piece_that_nobody_after_has_to_merge(app, thread, monkeypatch):
    pieces = text("SELECT count(DISTINCT segid) FROM search_grams_idx")
    small = "INSERT INTO search_grams (search_grams, rank) VALUES ('hashsize', 1024)"
    monkeypatch.setattr(filling, "TOGETHER", (small, filling.TOGETHER[1]))
    with app.app_context():
        with monkeypatch.context() as without:
            without.setattr(filling, "ONE_PIECE", small)
            fill_index()
            assert db.session.scalar(pieces) > 1, "control"
        fill_index()
        assert db.session.scalar(pieces) == 1


def test_people_write_while_the_index_is_filled_and_all_is_found_in_order(app, given, thread, monkeypatch):
    """Between any two steps somebody answers and somebody edits, in the midst of the work; nothing is lost or doubled."""
    turn, acted = Event(), []
    rest = steps.sleep

    def sleep(seconds):
        turn.set()
        rest(seconds)

    def fill():
        with app.app_context():
            try:
                acted.append(rebuild_index())
            finally:
                turn.set()

    monkeypatch.setattr(steps, "sleep", sleep)
    filling = Thread(target=fill)
    filling.start()
    answers = 0
    while filling.is_alive():
        assert turn.wait(60)
        turn.clear()
        if not filling.is_alive() or acted:
            break
        clock.travel_to(EVENING + timedelta(minutes=answers + 1))
        with app.app_context():
            reply(given.classmate.id, thread, f"新话{answers}，说得都很好，我也来试一试。")
            oldest = db.session.scalars(select(Post.id).order_by(Post.id).offset(10 + answers).limit(1)).one()
            edit_post(oldest, given.learner.id, f"改话{answers}")
        answers += 1
    filling.join(60)
    assert answers >= 3, "somebody had a turn between steps"
    with app.app_context():
        assert rebuild_index() == 0, "all entries are what a comparison of everything makes of them"
        posts = set(db.session.scalars(select(Post.id)))
        entries = db.session.execute(select(SearchEntry.object_id, SearchEntry.id).filter_by(kind="post")).all()
        assert sorted(object_id for object_id, _ in entries) == sorted(posts)
        assert len(found_by("新话")) == len(found_by("改话")) == answers
        untouched = select(Post.id).where(Post.edited_at.is_(None)).order_by(Post.written_at, Post.id)
        number = dict(entries)
        in_time = [number[post] for post in db.session.scalars(untouched)]
        assert in_time == sorted(in_time), "whoever is newer has the higher number"


def test_a_filling_that_broke_off_is_taken_up_where_it_ended(app, thread, monkeypatch):
    class PowerCut(Exception):
        pass

    def cut(_seconds):
        if db.session.query(SearchEntry).count() >= 3 * steps.A_STEP:
            raise PowerCut

    monkeypatch.setattr(steps, "sleep", cut)
    with app.app_context():
        with pytest.raises(PowerCut):
            run_due([jobs.MEND_SEARCH], EVENING)
        numbers = db.session.scalars(select(SearchEntry.id)).all()
        assert len(numbers) == 3 * steps.A_STEP
        assert max(numbers) < FIRST
        newest = db.session.scalar(select(SearchEntry.words).order_by(SearchEntry.id.desc()).limit(1))
        assert newest.endswith("第一句"), "the newest come first"
        assert db.session.query(JobRun).filter_by(job=jobs.NAME).count() == 0
    monkeypatch.setattr(steps, "sleep", lambda _seconds: None)
    with app.app_context():
        rest = POSTS + 5 - 3 * steps.A_STEP
        assert run_due([jobs.MEND_SEARCH], EVENING)[0][2] == f"search-mended entries={rest}"
        assert run_due([jobs.MEND_SEARCH], EVENING) == []
        assert rebuild_index() == 0
