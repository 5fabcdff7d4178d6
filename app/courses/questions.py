"""The questions to think over: one numbered list, taken apart so that each can start a thread."""

import html
import re

_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_NUMBERED = re.compile(r"^\d+[.)]\s+\S")


def is_one_numbered_list(lines: list[str]) -> bool:
    """Whether a section is nothing but questions 1. 2. 3., each possibly running over several lines."""
    written = [line for line in lines if line.strip()]
    return bool(written) and all(_NUMBERED.match(line) or line.startswith("   ") for line in written)


def questions_in(section_html: str) -> list[str]:
    """The questions of a rendered section, each as safe HTML, in their order."""
    return [re.sub(r"^<p>(.*)</p>$", r"\1", item.strip(), flags=re.DOTALL) for item in _ITEM.findall(section_html)]


def paragraphs_in(section_html: str) -> list[str]:
    """The paragraphs of a rendered section as plain text, in their order."""
    return [as_plain_text(paragraph) for paragraph in _PARAGRAPH.findall(section_html)]


def as_plain_text(question_html: str) -> str:
    """One question as text, for the title of a thread and the like."""
    return html.unescape(_TAG.sub("", question_html)).strip()
