"""A resource on its way to the home page: what leaves the training, and what stays with those who take part."""

from datetime import timedelta

import pytest
from flask import Flask

from app.foundation import clock
from app.foundation.errors import Forbidden, NotFound
from app.recommendations.operations import consent_to_showing, pick_work, recommend_work, show_on_home_page
from app.resources.operations import decide_reports, edit_resource, report_resource, withdraw_resource
from app.resources.queries import files_of
from tests.resources.things import CONTENT, a_file, a_resource
from tests.support.given import Given

REASON = "打印出来就能用，步骤写得清楚。"
WORD = "第三步最要紧，别省。"
TITLE, WORDS, TEXT = CONTENT.title, CONTENT.description, CONTENT.text


def shown(given: Given, resource: int, *, is_nameless: bool = False) -> int:
    """Recommended, agreed to, picked, and on the home page."""
    with given.app.app_context():
        asked = recommend_work(given.tutor.id, "resource", resource, REASON).id
        consent_to_showing(asked, given.learner.id, is_nameless=is_nameless)
        pick_work(asked, given.expert.id, WORD)
        show_on_home_page(asked, given.team.id, 1, clock.now().date() + timedelta(days=7))
        return asked


def test_from_the_list_to_the_home_page(given: Given, browse) -> None:
    resource = a_resource(given)
    page = f"/resources/{resource}"
    tutor, author, guest = browse(given.tutor), browse(given.learner), browse()
    expert, team = browse(given.expert), browse(given.team)
    assert f"{page}/recommendation" in tutor.get(page).text
    assert not any(f"{page}/recommendation" in browse(one).get(page).text for one in (given.learner, given.tutor2))
    assert tutor.submit(f"{page}/recommendation", "recommend", reason=" ").status_code == 422
    assert tutor.submit(f"{page}/recommendation", "recommend", reason=REASON).location == page
    assert "已经问过作者" in tutor.get(page).text
    assert REASON not in browse(given.classmate).get(page).text
    assert author.submit("/notices", "read-notice").location == page
    assert "文件仍然只有参加培训的老师能打开" in author.get(page).text
    assert TITLE not in guest.get("/showcase").text
    assert author.submit(page, "consent").location == page
    assert TITLE in guest.get("/showcase?kind=resource").text
    assert TITLE in expert.get("/recommendations?kind=resource").text
    assert all(words in expert.get("/recommendations/1/pick").text for words in (WORDS, "昨晚最亮的一件事"))
    expert.submit("/recommendations/1/pick", "pick", word=WORD)
    until = str(clock.now().date() + timedelta(days=7))
    assert team.submit("/recommendations/1/showing", "show", position="1", until=until).status_code == 302
    assert all(words in guest.get("/").text for words in (TITLE, WORD, "林小满"))
    whole = guest.get("/showcase/1").text
    assert all(words in whole for words in (TITLE, WORDS, "昨晚最亮的一件事", REASON, WORD, "林小满", f'href="{page}"'))
    assert f"课程专家选中了您的《{TITLE}》" in author.get("/notices").text


def test_of_what_was_collected_only_what_its_sharer_wrote_leaves(app: Flask, given: Given, browse) -> None:
    with app.app_context():
        file = a_file("名单.txt", "text/plain", "谁迟到了".encode())
    collected = a_resource(given, new=(file,), is_own=False, source="《班主任之友》2008 年第 3 期")
    page = browse().get(f"/showcase/{shown(given, collected)}").text
    assert all(words in page for words in (WORDS, "《班主任之友》"))
    assert not any(words in page for words in ("昨晚最亮的一件事", "名单.txt", "谁迟到了"))
    with app.app_context():
        number = files_of(collected)[0].id
    assert "/sign-in" in browse().get(f"/resources/{collected}/files/{number}").location


def test_who_gives_no_name_is_found_by_no_link(given: Given, browse) -> None:
    resource = a_resource(given)
    asked = shown(given, resource, is_nameless=True)
    guest = browse()
    for page in (guest.get("/"), guest.get("/showcase"), guest.get(f"/showcase/{asked}")):
        told = page.text.split("<main")[1]
        assert (TITLE in told, "一位班主任" in told) == (True, True)
        assert not any(words in told for words in ("林小满", "芙蓉一班", "何清明", f"/resources/{resource}"))


@pytest.mark.parametrize("how", ["author", "edit", "taken back", "moderation"])
def test_it_is_gone_with_whatever_ends_it(app: Flask, given: Given, browse, how: str) -> None:
    resource = a_resource(given)
    asked, guest = shown(given, resource), browse()
    assert TITLE in guest.get("/").text
    clock.travel_to(clock.now() + timedelta(minutes=5))
    with app.app_context():
        if how == "edit":
            edit_resource(given.learner.id, resource, CONTENT._replace(text="买课加我"))
        elif how == "taken back":
            withdraw_resource(given.learner.id, resource)
        elif how == "moderation":
            report_resource(given.classmate.id, resource, "抄来的")
            decide_reports(given.class_administrator.id, resource, "removed", "没有写出处")
    if how == "author":
        browse(given.learner).submit(f"/resources/{resource}", "decline")
    assert guest.get(f"/showcase/{asked}").status_code == 404
    assert not any(TITLE in guest.get(page).text for page in ("/", "/showcase"))


def test_only_a_tutor_of_its_class_recommends_what_is_there(app: Flask, given: Given, browse) -> None:
    resource, own, gone = a_resource(given), a_resource(given, by=given.tutor, title="作息表"), a_resource(given)
    with app.app_context():
        withdraw_resource(given.learner.id, gone)
        with pytest.raises(NotFound):
            recommend_work(given.tutor.id, "resource", gone, REASON)
        for person, number in ((given.tutor2, resource), (given.learner, resource), (given.tutor, own)):
            with pytest.raises(Forbidden):
                recommend_work(person.id, "resource", number, REASON)
    answer = browse(given.classmate).get(f"/resources/{resource}/recommendation")
    assert (answer.status_code, browse(given.tutor).get(f"/resources/{gone}/recommendation").status_code) == (403, 404)


def test_pages_cost_a_fixed_number_of_statements(given: Given, browse, statements) -> None:
    resource = a_resource(given)
    asked = shown(given, resource)
    for page, person, most in (
        (f"/showcase/{asked}", None, 3), (f"/resources/{resource}", given.learner, 12),
        (f"/resources/{resource}", given.tutor, 12),
    ):  # fmt: skip
        reader = browse(person) if person else browse()
        reader.get(page)
        with statements() as sent:
            assert reader.get(page).status_code == 200
        assert sent.number <= most, sent.sent
