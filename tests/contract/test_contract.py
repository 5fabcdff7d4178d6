"""What others script against this project, tried by a client that knows nothing else."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.assignments.models import SubmissionVersion
from app.discussions.models import Post, Thread
from app.foundation.database import db
from app.foundation.limits import limiter
from app.grading.models import Grade
from app.journals.models import Journal
from tests.contract.client import Client, SeenPage
from tests.support.province import close, entered

ACCOUNTS = (
    "learner", "tutor", "classadmin", "learner2", "tutor2", "classadmin2", "expert", "area", "team",
)  # fmt: skip
EVERYBODY = ("/", "/course", "/honours", "/honours/2026-W13", "/healthz", "/readyz", "/sign-in")
SIGNED_IN = ("/me", "/me/study-time", "/me/journals", "/me/submissions", "/forum", "/notices")
OVERSEERS = ("tutor", "classadmin", "tutor2", "classadmin2", "expert", "area", "team")
WORDS = "今天放学前我请每个孩子写一句想对同桌说的话，收上来念了几张，教室里一下子安静了。"
COMMENT = "“一下子安静了”这一句很见功夫：您没有急着总结，把时间留给了孩子。"


@pytest.fixture(scope="module")
def written() -> Iterator[dict[str, Flask]]:
    built: dict[str, Flask] = {}
    yield built
    for app in built.values():
        close(app)


@pytest.fixture
def training(
    database: str, written: dict[str, Flask], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Flask:
    """A demo training of this module's own, for acts that change it."""
    limiter.reset()
    return entered(written, database, request, tmp_path_factory)


def link(page: SeenPage, pattern: str) -> str:
    """The first link of a page that looks like this."""
    found = [address for address in page.links if re.fullmatch(pattern, address)]
    assert found, f"nothing like {pattern} among {sorted(set(page.links))}"
    return found[0]


def count(app: Flask, table: type) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def free_assignment(client: Client) -> str:
    """An assignment page on which this learner may hand in."""
    topics = [address for address in client.page("/course").links if re.fullmatch(r"/course/[^/#]+/[^/#]+", address)]
    for address in dict.fromkeys(topics):
        page = client.page(f"{address}/assignment")
        if any(form.act == "hand-in" for form in page.forms):
            return f"{address}/assignment"
    raise AssertionError("no topic of the map takes an assignment")


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_demo_account_signs_in_and_finds_the_addresses_of_the_contract(small_province, account):
    client = Client(small_province, account)
    answers = {address: client.get(address).status_code for address in (*EVERYBODY[:-1], *SIGNED_IN)}
    assert {address: code for address, code in answers.items() if code != 200} == {}
    assert client.get("/sign-in").status_code == 302
    topic = link(client.page("/course"), r"/course/[^/#]+/[^/#]+")
    assert client.get(topic).status_code == 200
    assert client.get("/grading").status_code == (200 if account.startswith("tutor") else 403)
    assert client.get("/statistics").status_code in ((200, 302) if account in OVERSEERS else (403,))


@pytest.mark.parametrize("account", ["learner", "tutor", "classadmin", "learner2"])
def test_a_members_home_leads_to_the_class_its_salon_and_a_thread(small_province, account):
    client = Client(small_province, account)
    room = link(client.page("/"), r"/classrooms/[^/]+")
    page = client.page(f"{room}/salon")
    assert client.get(room).status_code == 200
    thread = link(page, r"/threads/\d+(\?.*)?")
    assert client.page(thread).language.startswith("zh")


def test_guests_see_what_is_open_and_are_asked_to_sign_in_elsewhere(small_province):
    guest = Client(small_province)
    assert {guest.get(address).status_code for address in EVERYBODY} == {200}
    for address in (*SIGNED_IN, "/grading", "/statistics", "/threads/1", "/submissions/1", "/journals/1"):
        answer = guest.get(address)
        assert (answer.status_code, answer.location.partition("?")[0]) == (302, "/sign-in"), address
    wrong = {"account": "learner", "password": "not this one"}
    form = next(form for form in guest.page("/sign-in").forms if "password" in form.typed)
    assert guest.post("/sign-in", form, **wrong).status_code == 422


def test_a_place_in_a_closed_week_explains_itself_and_figures_drill_down(small_province):
    team = Client(small_province, "team")
    why = link(team.page("/honours/2026-W13"), r"/honours/2026-W13/learners/\d+")
    assert team.get(why).status_code == 200
    assert team.get("/honours/2026-W12").status_code == 200
    figures = team.get("/statistics").location
    below = link(team.page(figures), r"/statistics/\d+")
    assert team.get(below).status_code == 200


def test_an_assignment_with_a_file_is_handed_in_and_graded_through_the_forms(training):
    learner, tutor = Client(training, "learner"), Client(training, "tutor")
    address, text = free_assignment(learner), WORDS * 12
    refused = learner.send(address, "hand-in", text="太短", files=(BytesIO(b""), ""))
    assert refused.status_code == 422
    assert SeenPage(refused.text).form("hand-in").typed["text"].strip() == "太短"

    page = learner.page(address)
    sent = [
        learner.post(address, page.form("hand-in"), text=text, files=(BytesIO("教案一页".encode()), "教案.txt"))
        for _ in range(2)
    ]
    place, shown = learner.follow(sent[0])
    assert sent[1].location == sent[0].location
    assert "教室里一下子安静了" in shown
    assert "教案.txt" in shown
    file = link(SeenPage(shown), rf"{place}/files/\d+")
    with learner.get(file) as download:
        assert download.data == "教案一页".encode()
    with training.app_context():
        versions = SubmissionVersion.submission_id == int(place.rpartition("/")[2])
        assert db.session.scalar(select(func.count()).where(versions)) == 1

    refused = tutor.send(place, "grade", score="101", comment=COMMENT)
    assert refused.status_code == 422
    assert SeenPage(refused.text).form("grade").typed["comment"].strip() == COMMENT
    before, form = count(training, Grade), tutor.page(place).form("grade")
    answers = [tutor.post(place, form, score="93", comment=COMMENT) for _ in range(2)]
    assert "93" in tutor.follow(answers[0])[1]
    assert answers[1].location == answers[0].location
    assert count(training, Grade) == before + 1
    assert COMMENT in learner.get(place).text
    assert Client(training, "learner2").get(place).status_code == 404


def test_a_journal_is_written_published_and_graded_through_the_forms(training):
    learner, tutor = Client(training, "learner"), Client(training, "tutor")
    refused = learner.send("/me/journals/new", "write-journal", title="", text=WORDS)
    assert refused.status_code == 422
    assert SeenPage(refused.text).form("write-journal").typed["text"].strip() == WORDS
    before, form = count(training, Journal), learner.page("/me/journals/new").form("write-journal")
    answers = [learner.post("/me/journals/new", form, title="放学前的一句话", text=WORDS) for _ in range(2)]
    place, shown = learner.follow(answers[0])
    assert count(training, Journal) == before + 1
    assert re.fullmatch(r"/journals/\d+", place)
    assert WORDS in shown
    assert tutor.get(place).status_code == 404, "private until it is published"
    learner.follow(learner.post(place, SeenPage(shown).form("publish")))

    page = tutor.page(place)
    refused = tutor.post(place, page.form("grade"), grade="没有这一等", comment=COMMENT)
    assert refused.status_code == 422
    assert SeenPage(refused.text).form("grade").typed["comment"].strip() == COMMENT
    best = page.form("grade").offered["grade"][0]
    _, shown = tutor.follow(tutor.send(place, "grade", grade=best, comment="“留给孩子”这几个字，我抄在了本子上。"))
    assert "我抄在了本子上" in shown
    assert "我抄在了本子上" in learner.get(place).text


def test_a_thread_is_started_answered_and_rated_through_the_forms(training):
    learner, tutor = Client(training, "learner"), Client(training, "tutor")
    room = link(learner.page("/"), r"/classrooms/[^/]+")
    refused = learner.send(f"{room}/salon/new", "start-thread", title="一句话", text="")
    assert refused.status_code == 422
    assert SeenPage(refused.text).form("start-thread").typed["title"] == "一句话"
    before, form = count(training, Thread), learner.page(f"{room}/salon/new").form("start-thread")
    fields = {"title": "放学前的一句话", "text": WORDS}
    answers = [learner.post(f"{room}/salon/new", form, **fields) for _ in range(2)]
    place, shown = learner.follow(answers[0])
    assert count(training, Thread) == before + 1
    assert re.fullmatch(r"/threads/\d+", place)
    assert WORDS in shown

    assert learner.send(place, "reply", text=" ").status_code == 422
    before, form = count(training, Post), tutor.page(place).form("reply")
    answers = [tutor.post(place, form, text="我们班也试试看。") for _ in range(2)]
    assert "我们班也试试看。" in tutor.follow(answers[0])[1]
    assert count(training, Post) == before + 1

    page = tutor.page(place)
    best = page.form("grade").offered["grade"][0]
    refused = tutor.post(place, page.form("grade"), grade="", comment="想法好，做得到。")
    assert refused.status_code == 422
    assert "想法好，做得到。" in refused.text
    _, shown = tutor.follow(tutor.post(place, page.form("grade"), grade=best, comment="想法好，做得到。"))
    assert "想法好，做得到。" in shown
    assert Client(training, "learner2").get(place).status_code == 404


def test_signing_out_is_a_post_and_ends_the_session(training):
    client = Client(training, "learner2")
    page = client.page("/")
    form = next(form for form in page.forms if form.attributes.get("action") == "/sign-out")
    assert client.post("/", form).status_code == 302
    assert client.get("/me").status_code == 302
