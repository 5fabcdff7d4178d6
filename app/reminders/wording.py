"""Words with places to fill: what stands between braces is replaced for each person, and nothing else is touched."""

import re
from collections.abc import Mapping

SLOT = re.compile(r"{([^{}\n]{1,20})}")
NAME, LACKING, GOOD, DAYS, CLASSROOM, SENDER = "name", "lacking", "good", "days", "class", "sender"
SLOTS = {
    "姓名": NAME, "缺什么": LACKING, "好在哪里": GOOD, "还有几天": DAYS, "班级": CLASSROOM, "署名": SENDER,
    "name": NAME, "lacking": LACKING, "good": GOOD, "days": DAYS, "class": CLASSROOM, "sender": SENDER,
}  # fmt: skip


def unknown_slots(text: str) -> list[str]:
    """Words in braces that nothing is known to fill, each once."""
    return list(dict.fromkeys(word for word in SLOT.findall(text) if word.strip() not in SLOTS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text for one person; what came out of a value is not looked through for further places."""

    def fill(found: re.Match[str]) -> str:
        return values.get(SLOTS.get(found.group(1).strip(), ""), found.group(0))

    return SLOT.sub(fill, text)
