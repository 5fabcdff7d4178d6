"""A messy roster goes from the file to printed codes in a real browser, on a phone and at a desk, barred to nobody."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import visitor
from tests.roster.books import HEADS, text
from tests.support.given import Given
from tests.support.live import LiveServer
from tests.support.screens import DESK, PHONE, Screens, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
MESSY = [
    ("2026 年报名表",), HEADS, ("林 小满", "芙蓉一班", "育才小学", "", "１３８００００００１１"),
    ("周立秋", "芙蓉二班", "育才小学", "", ""), ("𠮷桂兰", "芙蓉一班", "一个名字长到手机上要折成好几行才放得下的育材小学", "", ""),
    ("邓丽华", "芙蓉一班", "育才小学", "4.3E+17", ""),
]  # fmt: skip


def stands(page: Page) -> None:
    assert barriers(page) == []
    assert not spills_over(page), page.url


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_from_a_messy_roster_to_printed_codes(
    given: Given, live: LiveServer, screens: Screens, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "名册.csv"
    file.write_bytes(text(MESSY, "gb18030"))
    page = visitor(live, screens)(given.team, width=width)
    page.goto("/roster")
    page.get_by_role("link", name="导入一份名册").click()
    page.set_input_files("[name=files]", file)
    page.locator("[data-act=send-roster] button").click()
    expect(page.get_by_text("GB18030")).to_be_visible()
    stands(page)
    page.locator("select").first.select_option("new")
    page.locator("[name=vanished][value=keep]").check(force=True)
    page.locator("[data-act=decide-import] button").click()
    expect(page.locator("[data-act=apply-import] button")).to_be_visible()
    stands(page)
    page.locator("[data-act=apply-import] button").click()
    expect(page.get_by_role("heading", name="导入好了")).to_be_visible()
    stands(page)
    page.locator("section[aria-labelledby=done]").get_by_role("link", name="芙蓉一班").click()
    stands(page)
    page.locator("[data-act=issue-codes] button").click()
    expect(page.locator(".slip").first).to_be_visible()
    stands(page)
    page.emulate_media(media="print")
    assert not page.locator("[data-act=codes-as-file]").is_visible(), "on paper there is nothing to press"
    assert page.locator(".slip-secret").first.is_visible()
