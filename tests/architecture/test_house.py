"""The house stands as it was planned; each rule is shown a made-up house that breaks it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, House
from tests.architecture.rules import deeds, floors, pages

Rule = Callable[[House], list[str]]
FLOORS = 'FLOORS = (("foundation",), ("people",), ("journals", "courses"), ("grading",))'
LONG = "x = 1\n" * 251

# Rule, the files of a house that breaks it, and the words by which it must be told.
BROKEN: list[tuple[Rule, dict[str, str], str]] = [
    (floors.every_domain_has_a_floor, {"app/attic/models.py": ""}, "attic"),
    (
        floors.rooms_import_only_lower_floors,
        {"app/people/models.py": "import app.journals.models"},
        "people/models.py:1",
    ),
    (floors.rooms_import_only_lower_floors, {"app/courses/queries.py": "from app.journals import queries"}, "courses"),
    (floors.rooms_import_only_lower_floors, {"app/people/queries.py": "from app.settings import X"}, "app.settings"),
    (
        floors.edges_read_anywhere_but_act_only_below,
        {"app/people/routes.py": "from app.journals.operations import publish_journal"},
        "people/routes.py:1",
    ),
    (
        floors.edges_read_anywhere_but_act_only_below,
        {"app/people/routes.py": "from app.journals.models import Journal"},
        "people/routes.py:1",
    ),
    (floors.edges_are_leaves, {"app/grading/routes.py": "from app.journals.routes import journals"}, "grading/routes"),
    (floors.rooms_look_one_way, {"app/journals/models.py": "from app.journals.queries import x"}, "journals/models"),
    (floors.rooms_look_one_way, {"app/journals/policy.py": "from app.journals.operations import x"}, "journals/policy"),
    (floors.pure_rooms_know_neither_flask_nor_the_database, {"app/grading/ladder.py": "import flask_login"}, "ladder"),
    (
        floors.pure_rooms_know_neither_flask_nor_the_database,
        {"app/grading/ladder.py": "from app.journals.models import x", "app/journals/models.py": "import sqlalchemy"},
        "ladder.py → app/journals/models.py:1",
    ),
    (
        floors.no_module_imports_itself_in_a_circle,
        {"app/foundation/a.py": "import app.foundation.b", "app/foundation/b.py": "import app.foundation.a"},
        "app.foundation.a → app.foundation.b → app.foundation.a",
    ),
    (
        floors.own_code_is_imported_at_the_top,
        {"app/people/queries.py": "def f():\n    from app.people.models import x"},
        "queries.py:2",
    ),
    (floors.imports_are_absolute, {"app/people/queries.py": "from .models import x"}, "queries.py:1"),
    (deeds.only_transactions_commit, {"app/people/operations.py": "db.session.commit()"}, "operations.py:1"),
    (deeds.only_markup_makes_html_safe, {"app/people/queries.py": "x = Markup('<b>')"}, "queries.py:1"),
    (deeds.files_are_small, {"app/people/queries.py": LONG}, "251 lines"),
    (deeds.most_files_are_very_small, {f"app/people/{n}.py": LONG for n in "abc"}, "median"),
    (deeds.conftest_stays_a_page, {"tests/conftest.py": LONG}, "251 lines"),
    (deeds.no_name_is_hollow, {"app/people/utils.py": ""}, "utils.py"),
    (deeds.no_name_is_hollow, {"app/common/models.py": ""}, "common"),
    (deeds.nothing_is_left_for_later, {"static/js/salon.js": "// TO" + "DO: later"}, "salon.js:1"),
    (deeds.no_test_is_left_out, {"tests/test_x.py": "@pytest.mark.sk" + "ip\n"}, "test_x.py:1"),
    (pages.templates_have_nothing_inline, {"app/templates/a.html": '<p\n  style="x">'}, "inline style"),
    (pages.templates_have_nothing_inline, {"app/templates/a.html": "<script>x()</script>"}, "inline script"),
    (pages.templates_have_nothing_inline, {"app/templates/a.html": '<p>\n<a onclick="x()">'}, "inline handler"),
    (pages.templates_escape_everything, {"app/templates/a.html": "{{ text | safe }}"}, "a.html:1"),
    (pages.nothing_comes_from_elsewhere, {"app/templates/a.html": '<img src="//a.example/x.png">'}, "a.html:1"),
    (pages.nothing_comes_from_elsewhere, {"static/css/a.css": "p { background: url(https://a.example) }"}, "a.css:1"),
    (pages.every_text_has_a_box, {"app/templates/a.html": '<p>\n<textarea name="text">'}, "a.html:2"),
    (pages.every_text_has_a_box, {"app/templates/a.html": "{{ textarea(form.text, rows=3) }}"}, "without box="),
    (pages.templates_live_in_their_domain, {"app/people/templates/a.html": ""}, "app/people/templates/a.html"),
]
RULES = list(dict.fromkeys(rule for rule, _, _ in BROKEN))


def named(rule: Rule) -> str:
    return rule.__name__


@pytest.fixture(scope="module")
def ours() -> House:
    """Our own house, each file of which is read once for all rules."""
    return House(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_house_keeps(rule: Rule, ours: House) -> None:
    faults = rule(ours)
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize(
    ("rule", "files", "words"), BROKEN, ids=[f"{named(rule)}-{n}" for n, (rule, _, _) in enumerate(BROKEN)]
)
def test_a_broken_house_is_noticed(rule: Rule, files: dict[str, str], words: str, tmp_path: Path) -> None:
    faults = rule(built(tmp_path, files))
    assert any(words in fault for fault in faults), faults


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_a_sound_house_is_left_in_peace(rule: Rule, tmp_path: Path) -> None:
    sound = {
        "app/journals/scoring.py": "from app.foundation.clock import Week",
        "app/journals/queries.py": "from app.journals.models import x\nfrom app.people.models import y",
        "app/journals/routes.py": "from app.grading import queries, ladder\nfrom app.journals.operations import x",
        "app/journals/models.py": "import sqlalchemy",
        "app/journals/operations.py": "from app.journals.queries import x",
        "app/journals/templates/journals/a.html": '<p class="on">{{ text }}</p><script src="/x.js"></script>',
        "app/grading/queries.py": "",
        "app/grading/ladder.py": "from datetime import date",
        "app/people/models.py": "from app.foundation.clock import Week",
    }
    assert rule(built(tmp_path, sound)) == []


def built(root: Path, files: dict[str, str]) -> House:
    rooms = {f"app/journals/{room}.py": "" for room in ("models", "policy", "queries", "operations", "routes")}
    above = {"app/domains.py": FLOORS, "app/settings.py": "", "app/foundation/clock.py": ""}
    for name, text in (rooms | above | files).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "__init__.py").touch()
    return House(root)


def test_every_rule_of_the_house_is_tried() -> None:
    written = {
        rule
        for part in (deeds, floors, pages)
        for name, rule in vars(part).items()
        if callable(rule) and getattr(rule, "__module__", "") == part.__name__ and not name.startswith("_")
    }
    assert written == set(RULES)
