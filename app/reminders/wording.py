"""Words with places to fill: what stands between braces is replaced for each person, and nothing else is touched."""

import re
from collections.abc import Mapping

SLOT = re.compile(r"{([^{}\n]{1,20})}")
HAN = re.compile(r"[\u4e00-\u9fff]")
NAME, LACKING, GOOD, DAYS, CLASSROOM, SENDER = "name", "lacking", "good", "days", "class", "sender"
SLOTS = {
    "姓名": NAME, "缺什么": LACKING, "好在哪里": GOOD, "还有几天": DAYS, "班级": CLASSROOM, "署名": SENDER,
    "name": NAME, "lacking": LACKING, "good": GOOD, "days": DAYS, "class": CLASSROOM, "sender": SENDER,
}  # fmt: skip


def unknown_slots(text: str) -> list[str]:
    """Words in braces that nothing is known to fill, each once."""
    return list(dict.fromkeys(word for word in SLOT.findall(text) if word.strip() not in SLOTS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text for one person; what came out of a value is not looked through for further places. A number stands
    a space away from Chinese words beside it, as everywhere in the house."""

    def fill(found: re.Match[str]) -> str:
        value = values.get(SLOTS.get(found.group(1).strip(), ""))
        if value is None:
            return found.group(0)
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        gap_before = " " if value[:1].isdecimal() and HAN.match(before) else ""
        return gap_before + value + (" " if value[-1:].isdecimal() and HAN.match(after) else "")

    return SLOT.sub(fill, text)
