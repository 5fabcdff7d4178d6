"""A tutor grades fifty works by keys in a real browser: keystrokes, and how long until the next work is painted."""

from logging import WARNING, getLogger
from math import ceil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread

from flask import Flask
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import func, select
from werkzeug.serving import make_server

from app import create_app
from app.assignments.models import Submission
from app.assignments.operations import hand_in_submission
from app.classrooms.models import Enrolment
from app.classrooms.policy import classroom_ids_of
from app.courses.models import Topic
from app.foundation.database import db
from app.grading.queries import Chosen
from app.grading.queries.waiting import waiting_works
from app.people.queries import find_by_account
from app.settings import Settings
from tests.support.browser import launch_chromium
from tests.support.browsing import sign_in
from tests.support.keys import STOPWATCH, Hands

WORKS = 50
HEADS = [
    "works", "keys", "keys a work", "letters of comments", "ms to the next work, median", "95 of 100", "longest",
    "pages loaded",
]  # fmt: skip
MORE = 1  # work than is graded, so that the last one turns to another too
PARAGRAPH = "那天下了一夜的雨，早读只到了一半的人。我先把灯打开，再一个一个地等，等来的第一句话是“老师，对不起”。"
SEEN = [
    "早读那盏灯我记住了：先等人，再说话。", "您把那句“对不起”原样写下来，没有替他润色。", "雨声一直在，读得出您当时在场。",
    "先算清总量，再谈办法，这个次序难得。", "您没有替他辩解，也没有替自己辩解。", "纸条这个主意好，谁都能当天学了去用。",
    "中间那次失败您写得老实，这比成功更有用。", "和任课老师坐到一起，这一步最难，您走了。",
]  # fmt: skip
WISHED = [
    "请再写写孩子后来怎么说。", "下一稿不妨说说家长那一头。", "期末回头看时，记得补一笔结果。", "能不能加上一段别的老师的看法？",
    "第二天的情形值得多写几行。", "结尾可以再慢一点。", "如果重来一次，您会先做哪件事？",
]  # fmt: skip


def measure(_stage: Flask) -> tuple[list[str], list[list[object]]]:
    """Fifty assignments of a small demo on a database of their own, whatever the stage is."""
    getLogger("werkzeug").setLevel(WARNING)
    with TemporaryDirectory(prefix="bench-desk-") as folder:
        app = _small_demo(Path(folder))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            row = _evening(app, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join(timeout=5)
            server.server_close()
            with app.app_context():
                db.engine.dispose()
    return HEADS, [row]


def _small_demo(folder: Path) -> Flask:
    """The small demo training with enough assignments waiting for its tutor."""
    url = f"sqlite:///{folder / 'desk.db'}"
    app = create_app(Settings.from_environment({"DATABASE_URL": url, "INSTANCE_PATH": str(folder)}))
    for arguments in (["db", "upgrade"], ["content", "sync"], ["demo", "small"]):
        result = app.test_cli_runner().invoke(args=arguments)
        if result.exit_code:
            raise SystemExit(f"{' '.join(arguments)} failed:\n{result.output}")
    with app.app_context():
        _hand_in_enough()
    return app


def _hand_in_enough() -> None:
    tutor = find_by_account("tutor")
    assert tutor is not None
    waiting = waiting_works(tutor, Chosen("submission"))
    missing = WORKS + MORE - (db.session.scalar(select(func.count()).select_from(waiting)) or 0)
    learners = select(Enrolment.person_id).where(
        Enrolment.classroom_id.in_(classroom_ids_of(tutor)), Enrolment.until.is_(None)
    )
    done = {tuple(row) for row in db.session.execute(select(Submission.person_id, Submission.topic_id))}
    topics = db.session.scalars(select(Topic.id).where(Topic.retired_at.is_(None)).order_by(Topic.id)).all()
    pairs = [(person, topic) for topic in topics for person in db.session.scalars(learners).all()]
    for number, (person, topic) in enumerate([pair for pair in pairs if pair not in done][: max(missing, 0)]):
        hand_in_submission(person, topic, f"第 {number} 份。" + PARAGRAPH * 12)


def _evening(app: Flask, url: str) -> list[object]:
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        page = browser.new_context(base_url=url, viewport={"width": 1280, "height": 800}).new_page()
        _come_in(app, page, url)
        hands = Hands(page)
        loads: list[str] = []
        page.on("load", lambda loaded: loads.append(loaded.url))
        for number in range(1, WORKS + 1):
            page.wait_for_load_state("networkidle")  # a person reads; meanwhile the next work is laid ready
            hands.judge(str(60 + number % 40), SEEN[number % 8] + WISHED[number % 7])
        turns = sorted(page.evaluate("window.turns"))
        browser.close()
    late = turns[ceil(len(turns) * 0.95) - 1]
    each = round(hands.keys / WORKS, 2)
    return [WORKS, hands.keys, each, hands.letters, median(turns), late, turns[-1], len(loads)]


def _come_in(app: Flask, page: Page, url: str) -> None:
    """Sign in and open the first assignment of the queue."""
    client = app.test_client()
    with app.app_context():
        tutor = find_by_account("tutor")
        assert tutor is not None
        sign_in(client, tutor)
    cookie = client.get_cookie("session")
    assert cookie is not None
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": url}])
    page.goto("/grading?only=submission")
    page.locator("[data-act=grade-next] button").press("Enter")
    page.wait_for_load_state("networkidle")
    page.evaluate(STOPWATCH)
