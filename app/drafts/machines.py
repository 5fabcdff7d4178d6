"""On what kind of machine somebody writes, as its browser calls itself; no more than that is kept."""

import re

PHONE, TABLET, COMPUTER = "phone", "tablet", "computer"
_TABLETS = re.compile(r"iPad|Tablet|PlayBook|Android(?!.*Mobile)", re.IGNORECASE)
_PHONES = re.compile(r"Mobi|iPhone|Phone|HarmonyOS|MicroMessenger", re.IGNORECASE)


def machine_of(user_agent: str) -> str:
    if _TABLETS.search(user_agent):
        return TABLET
    return PHONE if _PHONES.search(user_agent) else COMPUTER
