"""The tools that read code agree with it; each is shown a fault first, so that a dead tool is noticed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

CONFIGURATION = str(ROOT / "pyproject.toml")
PYTHON_FAULT = "import os\nx:int = 'one'\n"

# Tool, its arguments for a place, a file with a fault, and what the tool calls that fault.
TOOLS = {
    "ruff check": (["ruff", "check", "--quiet", "--config", CONFIGURATION], "fault.py", PYTHON_FAULT, "F401"),
    "ruff format": (["ruff", "format", "--check", "--config", CONFIGURATION], "fault.py", PYTHON_FAULT, "reformatted"),
    "mypy": (["mypy", "--config-file", CONFIGURATION], "fault.py", PYTHON_FAULT, "Incompatible types"),
    "djlint": (
        ["djlint", "--lint", "--quiet", "--configuration", CONFIGURATION],
        "fault.html",
        "<img src='x'>",
        "H013",
    ),
}
PLACES = {"ruff check": ["."], "ruff format": ["."], "mypy": [], "djlint": ["app"]}


def said_by(tool: str, *places: str) -> tuple[int, str]:
    """Run a tool from the virtual environment and give its exit code and words."""
    command = [sys.executable, "-m", *TOOLS[tool][0], *places]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_finds_nothing_to_mend(tool: str) -> None:
    code, words = said_by(tool, *PLACES[tool])
    assert code == 0, "\n" + words


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tool_sees_a_fault(tool: str, tmp_path: Path) -> None:
    _, name, text, fault = TOOLS[tool]
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, words = said_by(tool, str(tmp_path / name))
    assert code != 0
    assert fault in words
