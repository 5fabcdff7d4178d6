"""The front page: a guest sees the training, everybody else their next step."""

from datetime import date

import pytest

from app.bulletins.blocks import block, numbered
from app.bulletins.operations import begin_bulletin, publish_bulletin, take_back_bulletin
from app.home.queries import welcome_on


@pytest.fixture
def living(given):
    given.a_submission(by=given.classmate)
    given.a_thread()
    return given


def words(browser, path="/"):
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_guest_sees_the_training_and_the_way_in(living, browse):
    page = words(browse())
    assert living.training.name in page
    assert "/sign-in" in page


def test_a_guest_sees_all_modules_and_where_a_case_begins(living, browse):
    page = words(browse())
    assert [title in page for title in ("第1模块", "第2模块")] == [True, True]
    assert "case正文" in page
    assert "commentary正文" not in page


def test_each_day_another_case_lies_open(living, app):
    with app.app_context():
        chosen = [welcome_on(date(2026, 3, day)).leaf.topic.slug for day in range(2, 7)]
    assert len(set(chosen[:4])) == 4
    assert chosen[4] == chosen[0]


def test_a_learner_sees_what_is_missing_and_the_shortest_way(living, browse):
    page = words(browse(living.learner))
    assert "下一步" in page
    assert "/course/module-1/topic-11" in page


def test_a_learner_finds_the_newest_bulletin_of_the_own_class_and_nobody_elses(living, browse, statements):
    learner = browse(living.learner)
    assert "本班简报" not in words(learner)
    with living.app.app_context():
        blocks = numbered([block("text", text="夜里的灯还亮着。")])
        writer, room = living.class_administrator.id, living.classroom.id
        numbers = [
            publish_bulletin(writer, begin_bulletin(writer, room, week, f"{week} 的灯", blocks))
            for week in ("2026-W10", "2026-W11")
        ]
    with statements() as sent:
        page = words(learner)
    assert sent.number <= 12, sent.sent
    own = page.split("本班简报")[1].split("</section>")[0]
    assert ("2026-W11 的灯" in own, "第 2 周" in own, "3月18日" in own) == (True, True, True)
    assert f'<a href="/bulletins/{numbers[1]}">2026-W11 的灯</a>' in own
    assert "本班简报" not in words(browse(living.learner2))
    with living.app.app_context():
        take_back_bulletin(writer, numbers[1])
    assert "2026-W10 的灯" in words(learner).split("本班简报")[1].split("</section>")[0]


def test_a_tutor_sees_how_many_works_wait(living, browse):
    page = words(browse(living.tutor))
    assert "2 件待批阅" in page


def test_a_class_administrator_sees_who_lags_and_what_they_lack(living, browse):
    page = words(browse(living.class_administrator))
    assert living.learner.name in page
    assert "分钟" in page


def test_the_team_sees_the_pulse(living, browse):
    assert "待批作业" in words(browse(living.team))


@pytest.mark.parametrize(
    "role", ["learner", "tutor", "class_administrator", "expert", "area", "team", "left", "far_learner"]
)
def test_every_front_page_takes_few_statements(living, browse, statements, role):
    browser = browse(getattr(living, role))
    browser.get("/")  # what everybody sees is worked out by the first visitor of a minute
    with statements() as sent:
        assert browser.get("/").status_code == 200
    assert sent.number <= 12, sent.sent


def test_the_front_page_speaks_english(living, browse):
    assert "Next step" in words(browse(living.learner), "/?lang=en")
