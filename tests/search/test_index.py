"""The index against brute force over everything, and what mends it."""

import random

import pytest
from sqlalchemy import delete, select, update

from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.foundation.jobs import run_due
from app.foundation.transactions import transaction
from app.people.queries import find_by_account, find_signed_in
from app.search import jobs
from app.search.folding import fold, visible
from app.search.models import SearchEntry
from app.search.operations import catch_up, rebuild_index
from app.search.queries import hits_for
from app.search.queries.hits import MOST
from app.search.queries.kinds import KINDS
from app.search.question import Question
from tests.support.given import EVENING


def words_to_ask(texts: list[str], number: int) -> list[str]:
    """Pieces of real texts, of one to eight characters, and some pairs of pieces."""
    chance = random.Random(2009)
    pieces = []
    for length in (1, 2, 2, 3, 4, 6, 8):
        for text in chance.sample(texts, number):
            start = chance.randrange(max(1, len(text) - length))
            pieces.append(" ".join(text[start : start + length].split()))
    return sorted({piece for piece in pieces if piece})


@pytest.mark.parametrize("account", ["learner", "tutor", "area"])
def test_nothing_is_missed_and_nothing_wrong_is_found(small_province, account):
    """All that the person may read, folded by Python and looked through word by word, is the truth."""
    with small_province.app_context():
        viewer = find_signed_in(find_by_account(account).get_id())
        readable = {}
        for kind in KINDS.values():
            statement = kind.joined(select(kind.key).select_from(kind.key.table)).where(kind.readable_by(viewer))
            for source in kind.sources(db.session.scalars(statement).all()):
                readable[kind.name, source.object_id] = f"{fold(source.title)} {fold(visible(source.html))}"
        asked = words_to_ask(list(readable.values()), 2)
        asked += [f"{a} {b}" for a, b in zip(asked[::3], asked[1::3], strict=False)]
        found_some = 0
        for words in asked:
            parts = tuple(dict.fromkeys(words.split()))
            truth = {key for key, text in readable.items() if all(part in text for part in parts)}
            hits = {(hit.kind, hit.object_id) for hit in hits_for(Question(parts), viewer)}
            assert hits <= truth, words
            for name in KINDS:
                of_kind = {key for key in truth if key[0] == name}
                assert len({key for key in hits if key[0] == name}) >= min(len(of_kind), MOST), (words, name)
            found_some += bool(truth)
        assert found_some > len(asked) // 2


def test_a_built_province_is_indexed_as_a_rebuild_would_index_it(small_province):
    with small_province.app_context():
        assert db.session.query(SearchEntry).count() > 5_000
        assert rebuild_index() == 0
        assert catch_up() == 0


def test_what_no_event_told_is_found_at_night(app, given):
    thread = given.a_thread(text="安静的一句")
    given.a_reply(thread, text="丢了的一句")
    with app.app_context():
        catch_up()
        with transaction() as session:
            session.execute(update(Post).where(Post.number == 2).values(html="<p>改了的一句</p>", edited_at=EVENING))
            session.execute(update(Thread).values(hidden_at=EVENING))
        assert catch_up() == 2, "both posts are in a hidden thread"
        with transaction() as session:
            session.execute(update(Thread).values(hidden_at=None))
        assert run_due([jobs.MEND_SEARCH], EVENING)[0][2] == "search-mended entries=2"
        assert run_due([jobs.MEND_SEARCH], EVENING) == []
        assert {entry.words for entry in db.session.query(SearchEntry).filter_by(kind="post")} == {
            "迟到的孩子 安静的一句", "改了的一句",
        }  # fmt: skip
        with transaction() as session:
            session.execute(delete(SearchEntry).where(SearchEntry.kind == "topic"))
        assert rebuild_index() == 4
        assert rebuild_index() == 0
