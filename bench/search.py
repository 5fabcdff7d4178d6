"""What people look for, over everything: the whole answer, against the database's own index asked by the driver alone."""

import random
from statistics import median
from time import perf_counter

from flask import Flask
from sqlalchemy import select, text

from app.foundation.database import db
from app.foundation.dialects import is_sqlite
from app.people.models import Person
from app.people.queries import find_by_account, get_signed_in
from app.search.models import SearchEntry
from app.search.queries import answer_to
from app.search.question import Question, parse

HEADS = [
    "asked as",
    "length",
    "questions",
    "found (median)",
    "p50 ms",
    "p95 ms",
    "bare p50",
    "bare p95",
    "times the bare p95",
]
ACCOUNTS = ("learner", "tutor", "team")
LENGTHS = {"1": (1,), "2": (2,), "4 and more": (4, 5, 6, 8), "two words": (2,)}
QUESTIONS = 200
NEWEST = 300
SEED = 2009


def measure(app: Flask) -> tuple[list[str], list[list[object]]]:
    """200 questions of real words for each person, warm, in this process; nothing is kept between them."""
    rows: list[list[object]] = []
    with app.app_context():
        questions = _questions()
    for account in ACCOUNTS:
        for length, words in questions.items():
            rows.append([account, length, *_figures(app, account, words)])
        rows.append([account, "all", *_figures(app, account, [word for words in questions.values() for word in words])])
    return HEADS, rows


def _figures(app: Flask, account: str, words: list[str]) -> list[object]:
    with app.test_request_context("/search"):
        person = find_by_account(account)
        if person is None:
            raise SystemExit(f"the demo has no {account}")
        viewer = get_signed_in(person.id)
        asked = [_asked(parse(word), viewer) for word in words]
        bare = sorted(_bare(parse(word)) for word in words)
    times = sorted(milliseconds for milliseconds, _ in asked)
    p95, bare_p95 = _at(times, 0.95), _at(bare, 0.95)
    found = median(total for _, total in asked)
    return [len(words), found, median(times), p95, median(bare), bare_p95, p95 / bare_p95]


def _asked(question: Question, viewer: Person) -> tuple[float, int]:
    began = perf_counter()
    total = answer_to(question, viewer, None, 1).total
    return (perf_counter() - began) * 1000, total


def _bare(question: Question) -> float:
    """The newest entries that hold the grams, asked by the driver: no permission, no words, no order but time."""
    cursor = db.session.connection().connection.cursor()
    quote, both = ('"', " AND ") if is_sqlite() else ("'", " & ")
    asked = both.join(f"{quote}{gram}{quote}" for gram in question.grams)
    began = perf_counter()
    if is_sqlite():
        cursor.execute(
            f"SELECT rowid FROM search_grams WHERE search_grams MATCH ? ORDER BY rowid DESC LIMIT {NEWEST}", [asked]
        )
    else:
        cursor.execute(
            f"SELECT entry_id FROM search_grams WHERE grams @@ %s::tsquery ORDER BY entry_id DESC LIMIT {NEWEST}",
            [asked],
        )
    cursor.fetchall()
    return (perf_counter() - began) * 1000


def _questions() -> dict[str, list[str]]:
    """Pieces of texts from all over the province, so that common words come up as often as they are written."""
    chance = random.Random(SEED)
    everything = list(db.session.scalars(text("SELECT id FROM search_entries ORDER BY id")))
    ids = chance.sample(everything, QUESTIONS * 2)
    texts = list(db.session.scalars(select(SearchEntry.words).where(SearchEntry.id.in_(ids)).order_by(SearchEntry.id)))
    return {
        length: [_piece(chance, texts, sizes, length == "two words") for _ in range(QUESTIONS // len(LENGTHS))]
        for length, sizes in LENGTHS.items()
    }


def _piece(chance: random.Random, texts: list[str], sizes: tuple[int, ...], twice: bool) -> str:
    """Characters that stand together in a text; another such piece of the same text after it."""
    words = [word for word in chance.choice(texts).split() if len(word) >= max(sizes)] or ["学生和家长一起想办法"]
    chosen = chance.choices(words, k=2 if twice else 1)
    return " ".join(_cut(chance, word, chance.choice(sizes)) for word in chosen)


def _cut(chance: random.Random, word: str, size: int) -> str:
    start = chance.randrange(len(word) - size + 1)
    return word[start : start + size]


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]
