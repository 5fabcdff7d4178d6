"""Rules about what only one file may do, and how large a file may be."""

import ast
import re
from collections.abc import Iterator
from statistics import median

from tests.architecture.house import House, Module

LONGEST_FILE = 250
MEDIAN_FILE = 80
LONGEST_CONFTEST = 80
HOLLOW_NAMES = {
    *("util", "utils", "helper", "helpers", "common", "service", "services", "manager", "managers"),
    *("base", "misc", "core", "lib"),
}
LEFT_FOR_LATER = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X])\b")  # the brackets keep this line out of its own net
LEFT_OUT = re.compile(r"pytest\.(mark\.)?(sk[i]p|sk[i]pif|xf[a]il|importorsk[i]p)\b")
OUR_TEXTS = (
    "app/**/*.py",
    "app/**/*.html",
    "static/**/*.css",
    "static/**/*.js",
    "tests/**/*.py",
    "bench/**/*.py",
    "*.py",
)


def only_transactions_commit(house: House) -> list[str]:
    return [
        f"{module.at(line)} commits: only foundation/transactions.py does"
        for module, line in _calls(house, "commit", "app.foundation.transactions")
    ]


def only_markup_makes_html_safe(house: House) -> list[str]:
    return [
        f"{module.at(line)} makes HTML safe: only foundation/markup.py does"
        for module, line in _calls(house, "Markup", "app.foundation.markup")
    ]


def files_are_small(house: House) -> list[str]:
    sizes = {module.path: len(module.text.splitlines()) for module in house.modules.values()}
    return [f"{path} has {lines} lines, over {LONGEST_FILE}" for path, lines in sizes.items() if lines > LONGEST_FILE]


def most_files_are_very_small(house: House) -> list[str]:
    sizes = [len(module.text.splitlines()) for module in house.modules.values() if module.text.strip()]
    middle = median(sizes)
    return [f"the median file has {middle} lines, not under {MEDIAN_FILE}"] if middle >= MEDIAN_FILE else []


def conftest_stays_a_page(house: House) -> list[str]:
    lines = {path: len(text.splitlines()) for path, text in house.texts("tests/**/conftest.py").items()}
    return [f"{path} has {count} lines" for path, count in lines.items() if count > LONGEST_CONFTEST]


def no_name_is_hollow(house: House) -> list[str]:
    paths = house.texts("app/**/*.py", "tests/**/*.py", "bench/**/*.py")
    return [f"{path} has a name that says nothing" for path in paths if HOLLOW_NAMES & {*path.with_suffix("").parts}]


def nothing_is_left_for_later(house: House) -> list[str]:
    return list(_found(house, LEFT_FOR_LATER, *OUR_TEXTS))


def no_test_is_left_out(house: House) -> list[str]:
    return list(_found(house, LEFT_OUT, "tests/**/*.py"))


def _calls(house: House, name: str, allowed: str) -> Iterator[tuple[Module, int]]:
    for module in house.modules.values():
        for node in ast.walk(module.tree):
            called = node.func if isinstance(node, ast.Call) else None
            said = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if said == name and module.name != allowed:
                yield module, getattr(node, "lineno", 0)


def _found(house: House, pattern: re.Pattern[str], *places: str) -> Iterator[str]:
    for path, text in house.texts(*places).items():
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                yield f"{path}:{number} {line.strip()}"
