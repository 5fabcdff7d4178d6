"""Finding the columns of a roster by what stands above them, however it was spelt and however cells were merged."""

import re
import unicodedata
from dataclasses import dataclass

from app.roster.reading.outside import Book, Cell, Sheet, UnreadableRoster

DEPTH = 25  # rows in which headings are looked for: titles and notes stand above them
SPELLINGS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "学员姓名", "教师姓名", "班主任姓名", "老师姓名", "名字", "学员", "name"),
    "classroom": (
        "班级", "班级名称", "班级代码", "班级编号", "培训班级", "研修班级", "所在班级", "所在培训班级", "分班", "编入班级", "class",
    ),
    "school": (
        "学校", "学校名称", "工作单位", "单位", "单位名称", "所在学校", "所在单位", "任教学校", "任职学校", "工作学校", "school",
    ),
    "county": ("县区", "区县", "县市区", "县", "所在县区", "所在区县", "所属县区", "所属区县", "县区市", "所在县市区", "county"),
    "identity": (
        "身份证", "身份证号", "身份证号码", "居民身份证号", "居民身份证号码", "公民身份号码", "证件号", "证件号码", "身份证件号", "身份证件号码",
    ),
    "phone": ("手机", "手机号", "手机号码", "电话", "联系电话", "移动电话", "电话号码", "联系方式", "联系手机", "phone"),
    "account": ("账号", "帐号", "用户名", "登录账号", "登录名", "account"),
    "role": ("身份", "岗位", "角色", "类别", "人员类别", "职责", "role"),
    "stage": ("学段", "任教学段", "所在学段", "stage"),
}  # fmt: skip
FIELD_OF = {spelling: field for field, spellings in SPELLINGS.items() for spelling in spellings}
NEEDED = ("name", "classroom")
_ASIDE = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_NOISE = re.compile(r"[\s*＊:：、/／_\-—·.。]+")


@dataclass(frozen=True, slots=True)
class Table:
    """Where a roster begins: its sheet, the column of each field, headings that nobody needs, and the rows below."""

    sheet: str
    columns: dict[str, int]
    headings: dict[str, str]
    unused: list[str]
    rows: list[tuple[int, list[Cell]]]


def find_table(book: Book) -> Table:
    """The roster in a file, on whatever sheet it stands; raises UnreadableRoster."""
    tables = [table for sheet in book.sheets for table in [_table_on(sheet)] if table is not None]
    if not tables:
        names = "、".join(sheet.name for sheet in book.sheets if sheet.name)
        raise UnreadableRoster("no_headings", names) if names else UnreadableRoster("no_headings_in_text")
    best = max(tables, key=lambda table: (bool(table.rows), len(table.columns)))
    if not best.rows:
        raise UnreadableRoster("no_rows")
    return best


def field_of(heading: Cell) -> str | None:
    """Which field a heading means, if any."""
    if not isinstance(heading, str):
        return None
    text = unicodedata.normalize("NFKC", heading)
    bare = _NOISE.sub("", _ASIDE.sub("", text)).lower()
    return FIELD_OF.get(bare)


def _table_on(sheet: Sheet) -> Table | None:
    if sheet.is_hidden:
        return None
    best: tuple[int, int, dict[str, int], list[Cell]] | None = None
    for place in range(min(DEPTH, len(sheet.rows))):
        for depth in (1, 2):
            heads = _stacked([cells for _number, cells in sheet.rows[place : place + depth]])
            columns = _columns(heads)
            if all(field in columns for field in NEEDED) and (best is None or len(columns) > len(best[2])):
                best = place, depth, columns, heads
    if best is None:
        return None
    place, depth, columns, heads = best
    used = set(columns.values())
    unused = [str(head) for column, head in enumerate(heads) if head not in ("", None) and column not in used]
    rows = [row for row in sheet.rows[place + depth :] if not _is_heading_again(row[1], columns)]
    shown = {field: " ".join(str(heads[column]).split()) for field, column in columns.items()}
    return Table(sheet.name, columns, shown, list(dict.fromkeys(unused)), rows)


def _stacked(rows: list[list[Cell]]) -> list[Cell]:
    """Two rows of headings as one: the lower one says it more exactly, where it says anything that is known."""
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return [
        next((cell for cell in reversed(column) if field_of(cell)), column[0]) for column in zip(*padded, strict=True)
    ]


def _columns(heads: list[Cell]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, head in enumerate(heads):
        field = field_of(head)
        if field is not None:
            columns.setdefault(field, column)
    return columns


def _is_heading_again(cells: list[Cell], columns: dict[str, int]) -> bool:
    """Printed rosters repeat their headings on each page."""
    said = [cells[column] if column < len(cells) else "" for column in (columns["name"], columns["classroom"])]
    return [field_of(cell) for cell in said] == ["name", "classroom"]
