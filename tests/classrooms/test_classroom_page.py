"""The page of a class: what everybody in it sees, and the roster for those who look after it."""

import pytest

from tests.access.sweep import without_tokens

STATEMENTS = 12


@pytest.mark.parametrize("who", ["learner", "classmate", "tutor", "class_administrator", "expert", "area", "team"])
def test_who_belongs_to_a_class_or_oversees_it_sees_it(given, browse, who):
    page = browse(getattr(given, who)).get("/classrooms/c-101").text
    for words in ("芙蓉一班", "芙蓉区教师进修学校教学点", "何清明", "许芒种"):
        assert words in page


@pytest.mark.parametrize("who", ["learner2", "tutor2", "class_administrator2", "far_learner", "far_area", "left"])
def test_for_others_a_class_is_as_if_it_were_not(given, browse, who):
    browser = browse(getattr(given, who))
    foreign, missing = browser.get("/classrooms/c-101"), browser.get("/classrooms/c-999")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_tokens(foreign.text).replace("c-101", "c-999") == without_tokens(missing.text)


def test_the_roster_with_its_figures_is_for_those_who_look_after_the_class(given, browse):
    given.a_journal(by=given.classmate)
    roster = browse(given.class_administrator).get("/classrooms/c-101").text
    assert "周立秋" in roster
    assert "1 / 6" in roster
    assert "秦谷雨" not in roster, "who left yesterday is no longer listed"
    assert "周立秋" not in browse(given.learner).get("/classrooms/c-101").text


def test_the_newest_talk_is_on_the_page_and_not_another_classs(given, browse):
    own = given.a_thread(by=given.learner)
    foreign = given.a_thread(by=given.learner2, classroom=given.classroom2)
    page = browse(given.classmate).get("/classrooms/c-101").text
    assert f"/threads/{own}" in page
    assert f'/threads/{foreign}"' not in page


@pytest.mark.parametrize("who", ["learner", "tutor", "team"])
def test_the_page_asks_the_database_a_fixed_number_of_times(given, browse, statements, who):
    browser = browse(getattr(given, who))
    browser.get("/classrooms/c-101")
    with statements() as few:
        browser.get("/classrooms/c-101")
    for person in (given.learner, given.classmate):
        given.a_journal(by=person)
        given.a_thread(by=person)
    with statements() as many:
        browser.get("/classrooms/c-101")
    assert few.number == many.number <= STATEMENTS
