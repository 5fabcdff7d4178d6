"""From what stands in a cell to what is meant: spaces, full-width digits, lost digits, control characters."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.roster.headings import Table
from app.roster.reading.outside import Cell
from app.roster.reasons import Reason

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, ISO 7064 MOD 11-2
CHECKS = "10X98765432"
LONGEST_NAME = 30
LONGEST_SCHOOL = 60
ROLES = {
    "": "learner", "学员": "learner", "学习者": "learner", "班主任": "learner", "辅导教师": "tutor", "辅导老师": "tutor",
    "教师": "tutor", "班级管理员": "class_administrator", "管理员": "class_administrator", "班管": "class_administrator",
    "技术员": "technician", "信息员": "technician",
}  # fmt: skip
STAGES = {
    "": "", "小学": "小学", "小学部": "小学", "初中": "初中", "中学": "初中", "高中": "高中", "九年一贯": "九年一贯制",
    "九年一贯制": "九年一贯制", "中心学校": "中心学校", "中职": "高中",
}  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
_BETWEEN_CHINESE = re.compile(r"(?<=[^\x00-\u02ff])\s+(?=[^\x00-\u02ff])")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ ·・•.'\-])*")
_PHONE = re.compile(r"1[3-9][0-9]{9}")
_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9.\-]{2,39}")
_POWER = re.compile(r"[0-9.]+[eE]\+?[0-9]+")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it was meant; `faults` are the cells that could not be understood."""

    number: int
    name: str = ""
    classroom: str = ""
    school: str = ""
    county: str = ""
    identity: str = ""
    phone: str = ""
    account: str = ""
    role: str = "learner"
    stage: str = ""
    faults: tuple[Reason, ...] = field(default=())

    @property
    def is_learner(self) -> bool:
        return self.role == "learner"


def typed_rows(table: Table) -> list[dict[str, Any]]:
    """The cells of a table by field, as typed, with the number of their row; this is what is kept, sealed."""
    return [
        {"row": number, **{name: cells[at] for name, at in table.columns.items() if at < len(cells)}}
        for number, cells in table.rows
    ]


def understood(typed: Mapping[str, Any]) -> SheetRow:
    """A row of typed cells as it was meant."""
    faults: list[Reason] = []
    values: dict[str, str] = {}
    for name, read in READERS.items():
        cell = typed.get(name)
        if isinstance(cell, dict):
            faults.append(("formula", {"column": name}))
            continue
        try:
            values[name] = read(cell)
        except Unfit as unfit:
            faults.append(unfit.reason)
    return SheetRow(int(typed["row"]), **values, faults=tuple(faults))


class Unfit(Exception):
    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.reason: Reason = (code, values)


def line(cell: Cell) -> str:
    """A text on one line: no control characters, no invisible ones, no spaces between Chinese characters."""
    text = _as_typed(cell)
    text = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp", "Zs"} else sign for sign in text)
    text = " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
    return _BETWEEN_CHINESE.sub("", text)


def read_name(cell: Cell) -> str:
    name = line(cell).replace("・", "·").replace("•", "·").replace(".", "·").strip("·")
    if not name:
        raise Unfit("name_missing")
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise Unfit("name_strange", value=name[:LONGEST_NAME])
    return name


def read_classroom(cell: Cell) -> str:
    text = _compatible(cell)
    if not text:
        raise Unfit("classroom_missing")
    return text


def read_school(cell: Cell) -> str:
    return line(cell)[:LONGEST_SCHOOL]


def read_identity(cell: Cell) -> str:
    """Eighteen digits whose last one checks the others; raises Unfit for what has lost some."""
    if isinstance(cell, int | float):
        raise Unfit("identity_number")
    number = _compatible(cell).replace(" ", "").upper().replace("×", "X").lstrip("'")
    if not number:
        return ""
    if _POWER.fullmatch(number):
        raise Unfit("identity_lost", value=number[:24])
    if len(number) == 15 and number.isdigit():
        raise Unfit("identity_old")
    if len(number) != 18 or not (number[:17].isascii() and number[:17].isdigit()):
        raise Unfit("identity_length", count=len(number))
    _check_birthday(number[6:14])
    if CHECKS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11] != number[17]:
        raise Unfit(
            "identity_lost" if number.endswith("000") else "identity_check", value=f"{number[:4]}…{number[-3:]}"
        )
    return number


def _check_birthday(digits: str) -> None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as wrong:
        raise Unfit("identity_date") from wrong
    if not 1900 <= born.year <= 2020:
        raise Unfit("identity_date")


def read_phone(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    number = re.sub(r"[\s\-—()]", "", _compatible(cell)).removeprefix("+86").lstrip("'")
    number = number.removeprefix("86") if len(number) == 13 else number
    if not number:
        return ""
    if not _PHONE.fullmatch(number):
        raise Unfit("phone_wrong")
    return number


def read_account(cell: Cell) -> str:
    account = _compatible(cell).lower()
    if account and not _ACCOUNT.fullmatch(account):
        raise Unfit("account_wrong")
    return account


def read_role(cell: Cell) -> str:
    said = line(cell)
    if said not in ROLES:
        raise Unfit("role_unknown", value=said[:20])
    return ROLES[said]


def read_stage(cell: Cell) -> str:
    said = line(cell)
    if said not in STAGES:
        raise Unfit("stage_unknown", value=said[:20])
    return STAGES[said]


def _as_typed(cell: Cell) -> str:
    """A number without the point that the library gives it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def _compatible(cell: Cell) -> str:
    """A line whose full-width letters and digits are ordinary ones."""
    return line(unicodedata.normalize("NFKC", _as_typed(cell)))


READERS = {
    "name": read_name, "classroom": read_classroom, "school": read_school, "county": read_school,
    "identity": read_identity, "phone": read_phone, "account": read_account, "role": read_role, "stage": read_stage,
}  # fmt: skip
