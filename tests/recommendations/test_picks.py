"""Recommended, agreed to, picked by the region's expert, shown on the home page; each step taken back at once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.discussions.models import Post
from app.discussions.operations import edit_post, hide_post
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Forbidden, NotFound, Refused
from app.recommendations.models import Pick, Showing
from app.recommendations.operations import (
    consent_to_showing,
    end_showing,
    pick_work,
    recommend_work,
    show_on_home_page,
    withdraw_pick,
    withdraw_recommendation,
)
from app.recommendations.queries import Chosen, on_home_page, recommended_in
from tests.support.given import Given

REASON = "写出了一个班主任怎样从数字里看见人。"
WORD = "第二段可以直接拿到班会上用。"
TITLE, WORDS = "雨天的晨会", "下了一夜的雨"


@pytest.fixture
def agreed(app: Flask, given: Given) -> int:
    """A journal that the tutor recommended and the author agreed to show."""
    journal = given.a_journal()
    with app.app_context():
        found = recommend_work(given.tutor.id, "journal", journal, REASON)
        return consent_to_showing(found.id, given.learner.id).id


@pytest.fixture
def on_the_home_page(app: Flask, given: Given, agreed: int) -> int:
    with app.app_context():
        pick_work(agreed, given.expert.id, WORD)
        show_on_home_page(agreed, given.team.id, 1, clock.now().date() + timedelta(days=7))
    return agreed


def test_from_the_class_to_the_home_page(given: Given, agreed: int, browse) -> None:
    expert, team, guest = browse(given.expert), browse(given.team), browse()
    assert "挑选本区域的推荐作品" in expert.get("/showcase").text
    page = expert.get("/recommendations").text
    assert all(words in page for words in (TITLE, WORDS, REASON, "林小满", "芙蓉一班"))
    assert expert.submit(f"/recommendations/{agreed}/pick", "pick", word=" ").status_code == 422
    assert expert.submit(f"/recommendations/{agreed}/pick", "pick", word=WORD).status_code == 302
    assert WORD in expert.get("/recommendations").text
    assert TITLE not in guest.get("/").text
    assert TITLE in team.get("/showings").text
    far = str(clock.now().date() + timedelta(days=800))
    refused = team.submit(f"/recommendations/{agreed}/showing", "show", position="2", until=far)
    assert (refused.status_code, "一年以内" in refused.text, far in refused.text) == (422, True, True)
    until = str(clock.now().date() + timedelta(days=7))
    assert team.submit(f"/recommendations/{agreed}/showing", "show", position="2", until=until).status_code == 302
    for reader in (guest, browse(given.far_learner)):
        front = reader.get("/").text
        assert all(words in front for words in (TITLE, WORDS, WORD, "林小满"))
    assert WORD in guest.get(f"/showcase/{agreed}").text
    notices = browse(given.learner).get("/notices").text
    assert "课程专家选中了您的《雨天的晨会》" in notices
    assert "您的《雨天的晨会》排上了首页展示" in notices


@pytest.mark.parametrize("who", ["author", "tutor", "expert", "team", "calendar"])
def test_each_takes_back_their_step_and_it_is_gone_at_once(
    app: Flask, given: Given, on_the_home_page: int, browse, who: str
) -> None:
    guest, work = browse(), on_the_home_page
    assert TITLE in guest.get("/").text
    with app.app_context():
        if who in ("author", "tutor"):
            withdraw_recommendation(work, (given.learner if who == "author" else given.tutor).id)
        elif who == "expert":
            withdraw_pick(work, given.expert.id)
        elif who == "team":
            end_showing(work, given.team.id)
        else:
            clock.travel_to(clock.now() + timedelta(days=9))
    assert TITLE not in guest.get("/").text
    assert guest.get(f"/showcase/{work}").status_code == (404 if who in ("author", "tutor") else 200)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Pick)) == 1  # history stays
        assert db.session.scalar(select(func.count()).select_from(Showing)) == 1


def test_who_declines_is_seen_by_nobody_outside(app: Flask, given: Given, browse) -> None:
    journal = given.a_journal()
    with app.app_context():
        asked = recommend_work(given.tutor.id, "journal", journal, REASON).id
        for act in (lambda: pick_work(asked, given.expert.id, WORD), lambda: withdraw_pick(asked, given.expert.id)):
            with pytest.raises(NotFound):
                act()
        assert recommended_in(given.expert, Chosen())[0] == []
    expert = browse(given.expert)
    assert TITLE not in expert.get("/recommendations").text
    assert expert.get(f"/recommendations/{asked}/pick").status_code == 404
    assert browse(given.learner).submit(f"/recommendations/{asked}", "decline").status_code == 302
    assert browse(given.learner).get(f"/recommendations/{asked}").status_code == 404
    assert TITLE not in expert.get("/recommendations").text


def test_an_author_without_a_name_is_named_nowhere_outside(app: Flask, given: Given, browse) -> None:
    journal = given.a_journal()
    with app.app_context():
        asked = recommend_work(given.tutor.id, "journal", journal, REASON).id
    browse(given.learner).submit(f"/recommendations/{asked}", "consent-nameless")
    expert, guest = browse(given.expert), browse()
    with app.app_context():
        pick_work(asked, given.expert.id, WORD)
        show_on_home_page(asked, given.team.id, 1, clock.now().date())
    for page in (
        guest.get("/"),
        guest.get("/showcase"),
        guest.get(f"/showcase/{asked}"),
        expert.get("/recommendations"),
    ):
        assert TITLE in page.text
        assert "一位班主任" in page.text
        assert not any(name in page.text.split("<main")[1] for name in ("林小满", "芙蓉一班", "育才小学", "何清明"))


def test_nothing_else_gets_onto_the_home_page_by_an_edit(app: Flask, given: Given, browse) -> None:
    """Recommended, agreed to, picked and shown; then its author writes something else in its place."""
    thread = given.a_thread(text="孩子迟到，我在门口等他。")
    clock.travel_to(clock.now() + timedelta(minutes=5))
    with app.app_context():
        asked = recommend_work(given.tutor.id, "thread", thread, REASON).id
        consent_to_showing(asked, given.learner.id)
        pick_work(asked, given.expert.id, WORD)
        show_on_home_page(asked, given.team.id, 1, clock.now().date())
    guest, word = browse(), "买课加我"
    assert "我在门口等他" in guest.get(f"/showcase/{asked}").text
    clock.travel_to(clock.now() + timedelta(minutes=5))
    with app.app_context():
        edit_post(db.session.scalars(select(Post.id).where(Post.thread_id == thread)).one(), given.learner.id, word)
    assert guest.get(f"/showcase/{asked}").status_code == 404
    assert not any(word in guest.get(page).text for page in ("/", "/showcase"))
    with app.app_context():
        withdraw_recommendation(asked, given.tutor.id)
        again = recommend_work(given.tutor.id, "thread", thread, REASON).id
        consent_to_showing(again, given.learner.id)
    assert word in guest.get(f"/showcase/{again}").text, "read by the tutor once more, it may be shown"


def test_of_a_thread_only_the_opening_leaves_and_only_with_its_authors_word(app: Flask, given: Given, browse) -> None:
    thread = given.a_thread(text="孩子迟到，我在门口等他。")
    given.a_reply(thread, given.classmate, text="这句话只说给班里人听。")
    tutor, author, guest = browse(given.tutor), browse(given.learner), browse()
    assert f"/threads/{thread}/recommendation" in tutor.get(f"/threads/{thread}").text
    assert f"/threads/{thread}/recommendation" not in author.get(f"/threads/{thread}").text
    assert tutor.submit(f"/threads/{thread}/recommendation", "recommend", reason=REASON).status_code == 302
    asked = author.submit("/notices", "read-notice").location
    assert "别人的回复不会带出去" in author.get(asked).text
    author.submit(asked, "consent")
    page = guest.get("/showcase/1").text
    assert "我在门口等他" in page
    assert "只说给班里人听" not in page
    assert "我在门口等他" in guest.get("/showcase?kind=thread").text
    with app.app_context():
        opening = db.session.scalar(select(Post.id).where(Post.thread_id == thread, Post.number == 1))
        hide_post(opening, given.tutor.id)
    assert guest.get("/showcase/1").status_code == 404


def test_each_step_is_its_own_persons(app: Flask, given: Given, on_the_home_page: int, agreed: int) -> None:
    with app.app_context():
        for person in (given.tutor, given.team, given.area, given.learner):
            with pytest.raises(Forbidden):
                withdraw_pick(agreed, person.id)
        for person in (given.expert, given.tutor, given.area, given.learner):
            with pytest.raises(Forbidden):
                end_showing(agreed, person.id)
        with pytest.raises(Refused):
            pick_work(agreed, given.expert.id, "再选一次")
        foreign = given.a_journal(by=given.far_learner, title="洞庭湖边")
        far = consent_to_showing(
            recommend_work(given.far_tutor.id, "journal", foreign, REASON).id, given.far_learner.id
        ).id
        with pytest.raises(Forbidden):
            pick_work(far, given.expert.id, WORD)
        with pytest.raises(NotFound):
            show_on_home_page(far, given.team.id, 1, clock.now().date())
        assert [one.shown.id for one in recommended_in(given.expert, Chosen())[0]] == [agreed]


def test_a_region_is_listed_with_what_waits_first_at_a_constant_cost(
    app: Flask, given: Given, agreed: int, browse, statements
) -> None:
    costs = []
    expert = browse(given.expert)
    for round_ in range(2):
        with app.app_context():
            for number in range(4):
                journal = given.a_journal(title=f"第{round_}{number}篇")
                found = recommend_work(given.tutor.id, "journal", journal, REASON).id
                consent_to_showing(found, given.learner.id)
        with statements() as sent:
            page = expert.get("/recommendations").text
        costs.append(sent.number)
    assert costs[0] == costs[1] <= 8, costs
    with app.app_context():
        pick_work(9, given.expert.id, WORD)
        listed = [one.shown.id for one in recommended_in(given.expert, Chosen())[0]]
        assert (listed[0], listed[-1]) == (8, 9)
        assert recommended_in(given.expert, Chosen(kind="thread")) == ([], 0)
        assert recommended_in(given.expert, Chosen(classroom_id=given.classroom2.id)) == ([], 0)
        assert len(on_home_page(given.training.id, clock.now().date())) == 0
    assert "第13篇" in page
    assert expert.get("/recommendations?kind=x&class=99999999999999999999&page=0").status_code == 200


def test_the_front_page_leads_each_to_what_waits(app: Flask, given: Given, agreed: int, browse) -> None:
    expert, team, tutor = browse(given.expert), browse(given.team), browse(given.tutor)
    assert ["1 件推荐作品等您挑选" in page.get("/").text for page in (expert, team, tutor)] == [True, False, False]
    assert "专家选出的都上过首页了" in team.get("/").text
    with app.app_context():
        pick_work(agreed, given.expert.id, WORD)
    assert "推荐作品都挑选过了" in expert.get("/").text
    assert "专家新选出 1 件，还没上首页" in team.get("/").text
    with app.app_context():
        show_on_home_page(agreed, given.team.id, 1, clock.now().date())
        end_showing(agreed, given.team.id)
    assert "专家选出的都上过首页了" in team.get("/").text
    assert 'href="/showings"' in team.get("/").text


def test_the_project_team_sees_for_what_the_front_page_has_no_place(app: Flask, given: Given, browse) -> None:
    for number in range(7):
        journal = given.a_journal(title=f"第{number}篇")
        with app.app_context():
            asked = recommend_work(given.tutor.id, "journal", journal, REASON).id
            consent_to_showing(asked, given.learner.id)
            pick_work(asked, given.expert.id, WORD)
            show_on_home_page(asked, given.team.id, number + 1, clock.now().date())
    front, desk = browse().get("/").text, browse(given.team).get("/showings").text
    assert [f"第{number}篇" in front for number in range(7)] == [True] * 6 + [False]
    assert desk.count("这一件还看不到") == 1
    assert desk.index("第6篇") < desk.index("这一件还看不到")
