"""What is installed is what was locked, from whichever index the machine was set up to use."""

import re

import pytest

from tests.architecture.house import ROOT

PAIRS = ("requirements", "requirements-dev")
NAME = re.compile(r"^([A-Za-z0-9_.-]+)", re.MULTILINE)


def packages(text: str) -> set[str]:
    """Name the packages that a requirements file asks for, in their one spelling."""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in NAME.findall(text) if not name.startswith("-")}


@pytest.mark.parametrize("name", PAIRS)
def test_what_is_asked_for_is_locked(name: str) -> None:
    asked = packages((ROOT / f"{name}.in").read_text(encoding="utf-8"))
    locked = packages((ROOT / f"{name}.txt").read_text(encoding="utf-8"))
    assert asked <= locked, f"run `make lock`: {sorted(asked - locked)}"


@pytest.mark.parametrize("name", PAIRS)
def test_each_locked_package_has_one_version_and_its_hashes(name: str) -> None:
    lock = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", lock.strip())
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", PAIRS)
def test_no_address_of_an_index_is_written_down(name: str) -> None:
    for suffix in ("in", "txt"):
        assert "://" not in (ROOT / f"{name}.{suffix}").read_text(encoding="utf-8")
