"""As the team on a screen: opening a class, appointing its tutor, and reading in the log that it was so."""

import pytest
from playwright.sync_api import expect

from app.administration.operations.trainings import STANDARD, change_scheme
from app.classrooms.scheme import Scheme
from tests.browser.visiting import visitor
from tests.support.screens import DESK, PHONE, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
PAGES = (
    "/administration/trainings/2026-spring", "/administration/classrooms/c-101", "/administration/people/{learner}",
    "/administration/log?daily=1", "/account/data",
)  # fmt: skip


def test_the_team_opens_a_class_appoints_a_tutor_and_reads_the_log(app, given, live, screens) -> None:
    with app.app_context():
        easier = Scheme(**{name: getattr(STANDARD, name) // 2 for name in Scheme.__slots__})
        change_scheme(given.team.id, given.training.id, easier, "一个长长的原因，长到手机上要折成好几行才放得下" * 3)
    page = visitor(live, screens)(given.team, width=DESK)
    page.goto("/")
    page.get_by_role("link", name="管理", exact=True).first.click()
    page.get_by_role("link", name="2026 年春季班主任研修").click()
    page.get_by_role("link", name="班级", exact=True).click()
    page.get_by_role("link", name="开一个班").click()
    page.get_by_label("班级名称").fill("芙蓉三班")
    page.get_by_label("所在地").select_option("430102001")
    page.get_by_label("代号").fill("c-103")
    page.get_by_role("button", name="开班").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("芙蓉三班")
    page.get_by_label("谁", exact=True).fill("宋立夏")
    page.get_by_role("button", name="请来带班").click()
    expect(page.locator(".list").first).to_contain_text("宋立夏")
    page.get_by_role("link", name="管理", exact=True).first.click()
    page.get_by_role("link", name="改动记录").click()
    newest = page.locator("main ol.list > li")
    expect(newest.nth(0)).to_contain_text("曹小雪 请宋立夏做“芙蓉三班”的辅导教师")
    expect(newest.nth(1)).to_contain_text("曹小雪 开了班级“芙蓉三班”")
    for path in PAGES:
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 800})
            answer = page.goto(path.format(learner=given.learner.id))
            assert answer is not None
            assert answer.status == 200, path
            assert barriers(page) == []
            assert not spills_over(page), (path, width)
