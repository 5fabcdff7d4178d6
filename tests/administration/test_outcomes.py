"""What runs of jobs came to is said in the reader's language, whenever the run was."""

import ast
import re
from pathlib import Path

import pytest

from app.administration.timetable import FORMERLY, OUTCOMES, worded
from app.foundation import clock
from app.foundation.jobs import JobRun
from app.foundation.outcomes import outcome, read_outcome
from app.foundation.transactions import transaction

ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
APP = Path(__file__).parents[2] / "app"
ROOMS = [*APP.glob("*/jobs.py"), APP / "foundation" / "upkeep.py"]
CHINESE = re.compile("[\u4e00-\u9fff]")
SLOT = re.compile(r"%\((\w+)\)s")


def told_by_jobs() -> dict[str, set[str]]:
    """The keys that jobs come to, each with the names of its values, read from the jobs themselves."""
    found: dict[str, set[str]] = {}
    for node in (node for room in ROOMS for node in ast.walk(ast.parse(room.read_text()))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "outcome":
            keys = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
            found |= {key: {value.arg for value in node.keywords} for key in keys}
    return found


def test_an_outcome_is_read_as_it_was_kept() -> None:
    kept = outcome("week-closed", revision=2, hash="1a2b")
    assert (kept, read_outcome(kept)) == (
        "week-closed revision=2 hash=1a2b",
        ("week-closed", {"revision": "2", "hash": "1a2b"}),
    )
    assert read_outcome("nothing-left") == ("nothing-left", {})


@ONE
def test_all_that_jobs_come_to_has_words_in_both_languages(app, given) -> None:
    told = told_by_jobs()
    assert told.keys() == OUTCOMES.keys()
    for address, is_chinese in (("/", True), ("/?lang=en", False)):
        with app.test_request_context(address):
            for key, names in told.items():
                assert set(SLOT.findall(str(OUTCOMES[key]))) == names, key
                words = worded(outcome(key, **dict.fromkeys(names, 7)))
                assert bool(CHINESE.search(words)) is is_chinese, words
                assert words.count("7") == len(names), words


@ONE
def test_what_older_rows_say_is_shown_alike_and_what_nobody_knows_as_it_is(app, given, browse) -> None:
    assert FORMERLY.keys() < OUTCOMES.keys()
    kept = ["12 texts", "revision 1, 9f86d081884c", "sizes of all tables", "texts-marked texts=30", "as it was", ""]
    with app.app_context(), transaction() as session:
        session.add_all(
            JobRun(job="mark-texts", period=f"hour {number}", finished_at=clock.now(), outcome=one)
            for number, one in enumerate(kept)
        )
    team = browse(given.team)
    page = team.get("/administration/jobs/mark-texts").text
    for words in (
        "做了 12 篇文字的指纹",
        "做了 30 篇文字的指纹",
        "第 1 版，指纹 9f86d081884c",
        "看过了所有的表",
        "as it was",
    ):
        assert words in page
    assert [words for words in ("12 texts", "texts=30", "revision 1") if words in page] == []
    assert "Texts fingerprinted: 12" in team.get("/administration/jobs/mark-texts?lang=en").text
