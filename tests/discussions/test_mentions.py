"""Speaking to somebody by name: recognised when one person of the room is meant, told to nobody else."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.discussions.models import Mention, Post
from app.discussions.names import MOST_MENTIONS, Known, spoken_to, tried_names
from app.discussions.operations import edit_post, open_boards, reply, start_thread
from app.foundation.database import db
from app.foundation.events import RecordedEvent
from app.foundation.markup import render
from app.foundation.transactions import transaction
from app.people.models import Person
from tests.support.browsing import Browser
from tests.support.given import Given

Browse = Callable[..., Browser]
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ROOM = [Known(1, "林小满", "育才小学"), Known(2, "林小", None), Known(3, "王芳", "一小"), Known(4, "王芳", "二小")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@林小满你怎么看", {"林小满": 1}),
        ("请@林小 说说", {"林小": 2}),
        ("@王芳 两位都叫这个", {}),
        ("@王芳（二小）老师", {"王芳（二小）": 4}),
        ("@王芳(一小)", {"王芳(一小)": 3}),
        ("@王芳（三小）", {}),
        ("写信到 a@林小满", {}),
        ("@@林小满 @林小满", {"林小满": 1}),
        ("@ 林小满", {}),
        ("没有人", {}),
    ],
)
def test_who_is_meant(text: str, found: dict[str, int]) -> None:
    assert {known.name for known in ROOM} & tried_names(text) >= {words.split("（")[0].split("(")[0] for words in found}
    assert spoken_to(text, ROOM) == found


def test_a_text_of_nothing_but_names_speaks_to_a_few() -> None:
    room = [Known(number, f"学员{number:03}", None) for number in range(100)]
    assert len(spoken_to("".join(f"@{known.name}" for known in room), room)) == MOST_MENTIONS
    assert len(tried_names("@" * 9000 + "林小满" * 900)) < 100


def test_the_mark_stands_in_what_is_said_and_never_inside_a_tag() -> None:
    html = render('@林小满 看 [这里](http://a.example "@林小满>")', ["林小满"]).html
    assert html.startswith('<p><span class="mention">@林小满</span> 看 <a href="http://a.example" title="@林小满')
    assert html.count("<span") == 1
    assert "<span" not in render('<span class="mention">@林小满</span>').html, "nobody writes the mark by hand"


def mentioned(app: Flask) -> list[tuple[int, int]]:
    with app.app_context():
        return [(m.post_id, m.person_id) for m in db.session.scalars(select(Mention).order_by(Mention.post_id))]


def test_those_of_the_room_are_told_once_and_nobody_else(app: Flask, given: Given) -> None:
    names = "@周立秋 @何清明 @施白露 @欧阳春分 @秦谷雨 @韩霜降 @张寒露 @林小满"
    thread_id = given.a_thread(text=names)
    present = {given.classmate.id, given.tutor.id, given.expert.id}
    assert {person for _, person in mentioned(app)} == present, "no other class, nobody who left, nobody twice"
    with app.app_context():
        edit_post(1, given.learner.id, "@周立秋 @许芒种 改一改")
        told = select(RecordedEvent.data).where(RecordedEvent.name == "PersonMentioned").order_by(RecordedEvent.id)
        heard = [data["person_id"] for data in db.session.scalars(told)]
        assert (sorted(heard[:3]), heard[3:]) == (sorted(present), [given.class_administrator.id])
        assert '<span class="mention">@许芒种</span>' in db.session.get_one(Post, 1).html
        reply(given.classmate.id, thread_id, "@周立秋 自己不算")
    assert {person for post, person in mentioned(app) if post == 1} == {
        given.classmate.id,
        given.class_administrator.id,
    }
    assert len(mentioned(app)) == 2


def test_on_a_board_everybody_of_the_training_can_be_meant(app: Flask, given: Given) -> None:
    with app.app_context():
        tea = open_boards(given.training.id)[-1].id
        start_thread(given.learner.id, "问", "@𠮷田 @唐处暑 @施白露 @曹小雪", board_id=tea)
    assert {person for _, person in mentioned(app)} == {given.far_learner.id, given.far_tutor.id, given.expert.id}


@ONE
def test_while_typing_only_people_of_the_room_are_offered(app: Flask, given: Given, browse: Browse) -> None:
    with app.app_context(), transaction() as session:
        session.execute(update(Person).where(Person.id == given.classmate.id).values(sort_name="zhou li qiu"))
        session.execute(update(Person).where(Person.id == given.learner2.id).values(name="周立秋二"))
    thread_id = given.a_thread()
    client = browse(given.learner)
    for asked in ("周", "zhouli", "ZHOU"):
        assert [one["name"] for one in client.get(f"/threads/{thread_id}/people?q={asked}").get_json()] == ["周立秋"]
    everybody = {one["name"] for one in client.get("/classrooms/c-101/salon/people").get_json()}
    assert everybody == {"周立秋", "何清明", "许芒种", "施白露"}
    assert client.get(f"/threads/{thread_id}/people?q=%25").get_json() == []
    assert browse(given.learner2).get(f"/threads/{thread_id}/people?q=周").status_code == 404
    assert browse(given.area).get(f"/threads/{thread_id}/people?q=周").status_code == 403


@ONE
def test_two_of_one_name_are_offered_with_their_schools(app: Flask, given: Given, browse: Browse) -> None:
    with app.app_context(), transaction() as session:
        session.execute(update(Person).where(Person.id == given.tutor.id).values(name="周立秋", school_id=None))
    offered = browse(given.learner).get("/classrooms/c-101/salon/people?q=周").get_json()
    assert [one["words"] for one in offered] == ["周立秋（育才小学）", "周立秋"]


@ONE
def test_a_board_is_no_list_of_everybody_in_the_training(app: Flask, given: Given, browse: Browse) -> None:
    """Thousands take part: offered are one's class, the experts and who spoke there; a stranger by the whole name."""
    with app.app_context():
        board = open_boards(given.training.id)[-1]
        slug, board_id = board.slug, board.id
    client = browse(given.learner)

    def offered(typed: str = "") -> set[str]:
        return {one["name"] for one in client.get(f"/forum/{slug}/people", query_string={"q": typed}).get_json()}

    assert offered() == {"周立秋", "何清明", "许芒种", "施白露"}
    assert (offered("欧"), offered("欧阳"), offered("learner2")) == (set(), set(), set())
    assert offered("欧阳春分") == {"欧阳春分"}
    with app.app_context():
        start_thread(given.learner2.id, "大家好", "我来自第二个班。", board_id=board_id)
        start_thread(given.far_learner.id, "沙龙里的话", "只在自己班里说。", classroom_id=given.far_classroom.id)
    assert offered("欧") == {"欧阳春分"}
    assert offered("𠮷") == set()
