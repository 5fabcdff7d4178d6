"""What stands in a cell and what is meant by it; what a row means against what is known."""

import pytest
from hypothesis import given as whatever
from hypothesis import strategies

from app.roster import cells, nearness, sealing, spelling
from app.roster.cells import SheetRow, understood
from app.roster.comparing import compare
from app.roster.headings import field_of, find_table
from app.roster.outcomes import Comparison
from app.roster.reading.outside import Book, Sheet
from app.roster.reasons import ROW_FAULTS
from app.roster.register import KnownClassroom, KnownPerson, KnownSchool, Register
from tests.roster.books import identity

NUMBER = identity("43010219800101001")
OTHER = identity("43010219790515002")


def fault(**typed: object) -> list[str]:
    return [code for code, _ in understood({"row": 2, "name": "林小满", "classroom": "一班", **typed}).faults]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("　张 三 ", "张三"), ("张\u200b三\ufeff", "张三"), ("𠮷田", "𠮷田"), ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("欧阳\n春分", "欧阳春分"), ("Anna Lee", "Anna Lee"),
    ],
)  # fmt: skip
def test_names_keep_what_belongs_to_them(typed: str, meant: str) -> None:
    assert cells.read_name(typed) == meant


def test_cells_are_read_as_they_were_meant_or_refused_by_name() -> None:
    row = understood({
        "row": 7, "name": "林小满", "classroom": "４３０１０２００１－１", "phone": 13800000001.0, "identity": f" {NUMBER[:17]}ｘ ",
        "role": "辅导教师",
    })  # fmt: skip
    assert (row.number, row.classroom, row.phone, row.role) == (7, "430102001-1", "13800000001", "tutor")
    assert cells.read_phone("+86 139-0731-2208") == "13907312208"
    assert cells.read_identity(NUMBER.lower()) == NUMBER
    assert fault(name="") == ["name_missing"]
    assert fault(name="张三（例）") == ["name_strange"]
    assert fault(classroom={"formula": "一班"}) == ["formula"]
    assert fault(identity=430102198001011234) == ["identity_number"]
    assert fault(identity="4.30102E+17") == ["identity_lost"]
    assert fault(identity=f"{NUMBER[:15]}000") == ["identity_lost"]
    assert fault(identity="430102800101001") == ["identity_old"]
    assert fault(identity="43010219800101") == ["identity_length"]
    assert fault(identity="430102198013010010") == ["identity_date"]
    assert fault(identity=NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")) == ["identity_check"]
    assert fault(phone="8888") == ["phone_wrong"]
    assert fault(account="有空格") == ["account_wrong"]
    assert fault(role="校长", stage="大学") == ["role_unknown", "stage_unknown"]


@whatever(
    strategies.one_of(strategies.none(), strategies.text(max_size=30), strategies.floats(), strategies.integers())
)
def test_no_cell_breaks_the_reading(cell: object) -> None:
    row = understood({"row": 2, **dict.fromkeys(cells.READERS, cell)})
    assert all(code in ROW_FAULTS for code, _ in row.faults)


def test_headings_are_found_by_many_names_and_over_two_rows() -> None:
    spelt = ("姓 名", "学员姓名（必填）", "* 工作单位：", "身份证\n号码", "联系电话", "所在县(市、区)", "职务")
    assert [field_of(head) for head in spelt] == ["name", "name", "school", "identity", "phone", None, None]
    rows = [
        (1, ["2026 年报名表", "2026 年报名表", "2026 年报名表"]),
        (2, ["姓名", "单位信息", "单位信息", "备注"]),
        (3, ["姓名", "学校", "班级", ""]),
        (4, ["林小满", "育才小学", "一班", "好"]),
        (5, ["姓名", "学校", "班级", ""]),
        (6, ["周立秋", "育才小学", "一班", ""]),
    ]
    table = find_table(Book([Sheet("藏", rows, is_hidden=True), Sheet("名册", rows)], ""))
    assert (table.sheet, table.columns, table.unused) == ("名册", {"name": 0, "school": 1, "classroom": 2}, ["备注"])
    assert [number for number, _ in table.rows] == [4, 6], "headings that come again on the next page are no rows"


def test_near_names_are_offered_and_far_ones_are_not() -> None:
    known = ["育才小学", "长沙市芙蓉区育英小学", "第一中学"]
    assert nearness.nearest("育材小学", known)[0] == "育才小学"
    assert nearness.nearest("芙蓉区育英小学", known)[0] == "长沙市芙蓉区育英小学"
    assert nearness.nearest("师范附属幼儿园", known) == []


def test_accounts_are_spelt_and_never_given_twice() -> None:
    accounts = spelling.Accounts(["lixiaoman"])
    assert [accounts.give("李小满"), accounts.give("李小满"), accounts.give("𠮷")] == [
        "lixiaoman2",
        "lixiaoman3",
        "xueyuan",
    ]
    assert spelling.sort_name("单春分") == "shan chun fen 单春分"
    assert spelling.stage_of("芙蓉区九年一贯制学校") == "九年一贯制"


def test_what_is_sealed_opens_with_the_same_secret_alone_and_is_found_by_its_index() -> None:
    mine, theirs = sealing.Sealer("a" * 40), sealing.Sealer("b" * 40)
    sealed = mine.seal(NUMBER)
    assert NUMBER not in sealed
    assert mine.seal(NUMBER) != sealed, "equal numbers do not look equal"
    assert mine.open(sealed) == NUMBER
    assert mine.open_long(mine.seal_long(NUMBER * 99)) == NUMBER * 99
    with pytest.raises(sealing.NotOpened):
        theirs.open(sealed)
    with pytest.raises(sealing.NotOpened):
        mine.open(sealed[:-6] + "AAAAA=")
    assert mine.index("identity", NUMBER) == sealing.Sealer("a" * 40).index("identity", NUMBER)
    assert len({mine.index("identity", NUMBER), mine.index("phone", NUMBER), theirs.index("identity", NUMBER)}) == 3
    assert sealing.masked_identity(NUMBER) == f"4301{'*' * 10}{NUMBER[-4:]}"
    assert sealing.masked_phone("13800000001") == "138****0001"


ROOMS = [KnownClassroom(1, "c-101", "芙蓉一班", "430102001"), KnownClassroom(2, "c-102", "芙蓉二班", "430102001")]
SCHOOLS = [
    KnownSchool(1, "430102", "育才小学"),
    KnownSchool(2, "430103", "育英小学"),
    KnownSchool(3, "430102", "第一中学"),
]
PEOPLE = [
    KnownPerson(1, "林小满", "learner", 1, False, f"identity:{NUMBER}", "phone:13800000001"),
    KnownPerson(2, "周立秋", "classmate", 1, False, None, None),
    KnownPerson(3, "周立秋", "namesake", 3, False, None, None),
    KnownPerson(4, "韩霜降", "disabled", 1, True, None, None),
    KnownPerson(5, "𠮷田", "far", 2, False, None, None),
    KnownPerson(6, "何清明", "tutor", 1, False, None, None),
]
REGISTER = Register(
    ROOMS, SCHOOLS, PEOPLE, {1: 1, 2: 1, 3: 2, 4: 1, 5: 9}, frozenset({(6, 1, "tutor")}), {"430102": "芙蓉区", "430103": "天心区"}
)  # fmt: skip


def compared(*rows: SheetRow, schools: dict[str, str] | None = None) -> Comparison:
    return compare(rows, REGISTER, lambda kind, number: f"{kind}:{number}", schools or {})


def row(number: int, name: str, room: str = "芙蓉一班", school: str = "育才小学", **more: str) -> SheetRow:
    return SheetRow(number, name=name, classroom=room, school=school, **more)  # type: ignore[arg-type]


def kinds(*rows: SheetRow) -> list[str]:
    """What each row comes to, with the reason where it is refused."""
    found = [one for one in compared(*rows).outcomes if one.number > 0]
    return [f"{one.kind} {one.reasons[0][0]}" if one.reasons else one.kind for one in found]


def test_known_people_are_found_by_number_account_telephone_or_name_and_school() -> None:
    assert kinds(row(2, "林小满"), row(3, "周立秋"), row(4, "新老师")) == ["same", "same", "new"]
    assert kinds(row(2, "林小满", school="第一中学", identity=NUMBER)) == ["changed"]
    assert kinds(row(2, "林小满", "芙蓉二班", phone="13800000001")) == ["moved"]
    assert kinds(row(2, "周立秋", account="namesake", phone="13900000009")) == ["moved"]
    assert kinds(row(2, "林小满", identity=OTHER)) == ["new"], "somebody of the same name"
    assert kinds(row(2, "何清明", role="tutor"), row(3, "何清明", "芙蓉二班", role="tutor")) == ["same", "new"]


def test_what_cannot_be_right_is_in_conflict() -> None:
    assert kinds(row(2, "李四", identity=NUMBER)) == ["conflict identity_elsewhere"]
    assert kinds(row(2, "李四", phone="13800000001")) == ["conflict phone_elsewhere"]
    assert kinds(row(2, "李四", account="learner")) == ["conflict account_elsewhere"]
    assert kinds(row(2, "林小满", phone="13800000001", identity=OTHER)) == ["conflict identity_kept"]
    assert kinds(row(2, "韩霜降")) == ["conflict person_disabled"]
    assert kinds(row(2, "𠮷田", school="育英小学")) == ["conflict person_beyond"], "of a class that others look after"
    one_phone = kinds(row(2, "王五", phone="13700000001"), row(3, "赵六", phone="13700000001"))
    assert one_phone == ["conflict phone_twice"] * 2
    assert (
        kinds(row(2, "王五", identity=OTHER), row(3, "王五", "芙蓉二班", identity=OTHER))
        == ["conflict identity_twice"] * 2
    )
    assert kinds(row(2, "王五"), row(3, "王五")) == ["conflict same_twice"] * 2
    assert kinds(row(2, "林小满"), row(3, "林小满", "芙蓉二班", identity=NUMBER)) == ["conflict seat_twice"] * 2


def test_classes_and_schools_that_nobody_knows() -> None:
    assert kinds(row(2, "王五", "芙蓉壹班")) == ["bad classroom_near"]
    assert kinds(row(2, "王五", "雨花九组")) == ["bad classroom_unknown"]
    assert kinds(row(2, "王五", "C-101", school="")) == ["bad school_missing"]
    assert kinds(row(2, "王五", school="育英小学")) == ["new"], "the only one of that name in the city"
    asked = compared(row(2, "王五", school="育材小学"), row(3, "赵六", school="育材小学"))
    assert [(one.name, one.county, one.rows, one.near[0]) for one in asked.questions] == [
        ("育材小学", "芙蓉区", 2, (1, "育才小学"))
    ]
    assert [one.kind for one in asked.of("asked")] == ["asked", "asked"]
    key = asked.questions[0].key
    for answer, kind in (("1", "new"), ("new", "new"), ("leave", "left"), ("99", "asked")):
        found = compared(row(2, "王五", school="育材小学"), schools={key: answer})
        assert found.outcomes[0].kind == kind, answer


def test_only_classes_that_the_roster_names_miss_anybody() -> None:
    found = compared(row(2, "林小满"))
    assert [(one.name, one.classroom_id) for one in found.of("vanished")] == [("周立秋", 1), ("韩霜降", 1)]
    doubtful = compared(
        row(2, "林小满"), SheetRow(3, name="周立秋", classroom="芙蓉一班", faults=(("phone_wrong", {}),))
    )
    assert [one.name for one in doubtful.of("vanished")] == ["韩霜降"], (
        "a row that could not be read may have meant them"
    )
