"""The project team follows one figure from the province's page down to the work itself, on a desk and on a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app.foundation import clock
from app.statistics.operations import count_day
from tests.browser.visiting import visitor
from tests.support.given import EVENING
from tests.support.screens import DESK, PHONE, barriers, spills_over

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]
WAY = ("长沙市", "芙蓉区", "芙蓉区教师进修学校教学点", "芙蓉一班", "林小满")


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_number_of_the_province_leads_to_the_work_behind_it(live, given, screens, width):
    clock.travel_to(EVENING - timedelta(minutes=30))
    given.a_submission()
    given.a_submission(by=given.learner2)
    clock.travel_to(EVENING)
    with given.app.app_context():
        count_day(given.training.id, EVENING.date(), EVENING)
    page = visitor(live, screens)(given.team, width=width)
    page.goto("/statistics")
    page.locator(".figures a", has_text="作业").first.click()
    for name in WAY:
        expect(page.locator("h1")).to_contain_text("作业")
        assert barriers(page) == []
        assert not spills_over(page), name
        page.locator("main table").first.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text("林小满")
    assert barriers(page) == []
    assert not spills_over(page)
    page.get_by_role("link", name="专题11").click()
    page.wait_for_url("**/submissions/1")
