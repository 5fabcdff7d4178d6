"""The map and the topics as people of each kind see them."""

import re

import pytest

from app.courses.operations import sync_course
from app.courses.parsing import read_course
from tests.courses.folders import files, sound
from tests.study.reading import Page, at

TOPIC = "/course/module-1/topic-11"


def text_of(client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return answer.get_data(as_text=True)


def test_a_guest_sees_the_map_and_is_asked_to_sign_in_for_a_topic(given, browse):
    page = text_of(browse(), "/course")
    assert "专题11" in page
    assert "一句话" in page
    assert 'class="ring' not in page
    answer = browse().get(TOPIC)
    assert answer.status_code == 302
    assert "next=/course/module-1/topic-11" in answer.headers["Location"]


def test_a_module_is_a_part_of_the_map(given, browse):
    answer = browse().get("/course/module-2")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/course#module-2")
    assert browse().get("/course/nowhere").status_code == 404


def test_the_map_shows_where_one_stands(app, given, browse):
    at(0)
    page = Page(app, given.learner, given.topic.id)
    page.press("case")
    page.press("commentary")
    given.a_submission()
    shown = text_of(browse(given.learner), "/course")
    assert "读了 2 节，共 5 节" in shown
    assert "作业已交" in shown
    assert f'href="{TOPIC}#extension"' in shown
    assert "读了 2 节" not in text_of(browse(given.classmate), "/course")


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?stage=初中", ["greeting", "meeting"], ["first-weeks"]),
        ("?keyword=接手", ["first-weeks"], ["greeting", "meeting"]),
        ("?stage=小学&keyword=晨会", ["meeting"], ["greeting", "first-weeks"]),
        ("?stage=nonsense&keyword=", ["greeting", "meeting", "first-weeks"], []),
        ("?keyword=%25", [], ["greeting", "meeting", "first-weeks"]),
        ("?keyword=" + "长" * 3000, [], ["greeting"]),
        ("?keyword=<script>alert(1)</script>", [], ["greeting"]),
    ],
)
def test_the_map_can_be_narrowed_by_plain_links(app, browse, query, there, gone):
    texts = sound()
    texts["year/first-weeks.md"] = texts["year/first-weeks.md"].replace('["小学", "初中"]', '["高中"]')
    with app.app_context():
        sync_course(read_course(files(texts))[0])
    page = text_of(browse(), f"/course{query}")
    assert "<script>alert" not in page
    for slug in there:
        assert f"/{slug}" in page
    for slug in gone:
        assert f"/{slug}" not in page


def test_a_topic_is_read_section_by_section_and_remembers_the_place(app, given, browse):
    client = browse(given.learner)
    fresh = text_of(client, TOPIC)
    assert re.findall(r'<section id="(\w+)"', fresh) == ["case", "commentary", "extension", "questions", "assignment"]
    assert "bookmark" not in fresh
    at(0)
    page = Page(app, given.learner, given.topic.id)
    at(60)
    page.press("case")
    page = Page(app, given.learner, given.topic.id)
    at(80)
    page.signal("commentary")
    marked = text_of(client, TOPIC)
    assert (
        marked.index('<section id="commentary"')
        < marked.index("上次读到这里")
        < marked.index('<section id="extension"')
    )
    assert "已读 18%" in marked
    assert "接着读“专家点评”" in marked


def test_a_finished_topic_has_no_bookmark(app, given, browse):
    page = Page(app, given.learner, given.topic.id)
    for section in ("case", "commentary", "extension", "questions", "assignment"):
        page.press(section)
    shown = text_of(browse(given.learner), TOPIC)
    assert "上次读到这里" not in shown
    assert shown.count("已读 100%") == 5


def test_neighbours_lead_through_the_whole_course(given, browse):
    client, seen, page = browse(given.learner), [], TOPIC
    while page:
        seen.append(page)
        found = re.search(r'rel="next" href="([^"]+)"', text_of(client, page))
        page = found and found[1]
    assert [path.rpartition("/")[2] for path in seen] == ["topic-11", "topic-12", "topic-21", "topic-22"]


def test_each_question_starts_a_thread_in_one_s_own_class(app, given, browse):
    with app.app_context():
        sync_course(read_course(files(sound()))[0])
    page = text_of(browse(given.learner), "/course/day/greeting")
    topic = re.search(r"/classrooms/c-101/salon/new\?topic=(\d+)&amp;question=3", page)
    assert topic
    assert "question=4" not in page
    assert f"/salon/new?topic={topic[1]}&amp;question=1" not in text_of(browse(given.team), "/course/day/greeting")


def test_a_topic_in_preparation_says_so(app, given, browse):
    with app.app_context():
        sync_course(read_course(files(sound()))[0])
    client = browse(given.learner)
    assert "即将上线" in text_of(client, "/course")
    page = text_of(client, "/course/day/meeting")
    assert "即将上线" in page
    assert re.findall(r'<section id="(\w+)"', page) == ["questions", "assignment"]


def test_a_retired_topic_looks_like_one_that_never_was(app, given, browse):
    with app.app_context():
        sync_course(read_course(files(sound()))[0])
    client = browse(given.learner)
    assert client.get(TOPIC).status_code == client.get("/course/day/never").status_code == 404
    assert client.get("/course/year/greeting").status_code == 404


def test_the_assignment_and_the_salon_are_at_hand(given, browse):
    given.a_submission()
    given.a_thread()
    page = text_of(browse(given.learner), TOPIC)
    assert "已经上交，等辅导教师看" in page
    assert f'href="{TOPIC}/assignment"' in page


def test_the_course_speaks_english(given, browse):
    client = browse(given.learner)
    assert "I have read this section" in text_of(client, f"{TOPIC}?lang=en")
    page = text_of(client, "/course")
    assert "Find topics" in page
    assert "Module 1" in page


@pytest.mark.parametrize("page", ["/course", TOPIC])
def test_pages_ask_few_questions(app, given, browse, statements, page):
    reader = Page(app, given.learner, given.topic.id)
    reader.press("case")
    given.a_submission()
    client = browse(given.learner)
    client.get(page)
    with statements() as sent:
        client.get(page)
    assert sent.number <= 11, "\n".join(sent.sent)
