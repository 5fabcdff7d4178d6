"""The preview shows files as pages, at once when one is saved, and keeps away from the database."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from werkzeug.serving import make_server
from werkzeug.test import Client

from app.courses.commands.preview import Preview
from tests.courses.folders import sound
from tests.support.judge import judge
from tests.support.screens import barriers, spills_over

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
GREETING = "day/greeting.md"
PAGE = "/course/day/greeting"


class Desk:
    """An editor's folder and what the preview shows of it."""

    def __init__(self, app, folder: Path) -> None:
        self.folder = folder
        self.preview = Preview(app, folder)
        self.client = Client(self.preview)
        self.saved = 0
        for path, text in sound().items():
            self.save(path, text)

    def save(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        self.saved += 1
        os.utime(file, ns=(self.saved * 10**9, self.saved * 10**9))  # a clock too coarse must not hide a change

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        self.save(path, text.replace(old, new))

    def page(self, address: str, status: int = 200) -> str:
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        judge(answer.text)
        return answer.text


@pytest.fixture
def desk(app, tmp_path) -> Desk:
    return Desk(app, tmp_path)


def test_a_topic_looks_as_learners_will_see_it(desk):
    page = desk.page(PAGE)
    for words in ("清晨的第一声问候", "清早七点", "换了您，第一句话说什么？", "不少于 400 字", "晨会五分钟"):
        assert words in page
    assert 'data-behavior="preview"' in page


def test_a_saved_file_shows_at_once_and_the_version_tells_of_it(desk):
    desk.page(PAGE)
    before = desk.client.get("/preview/version").json
    assert desk.client.get("/preview/version").json == before
    desk.change(GREETING, "清早七点", "清早六点")
    assert desk.client.get("/preview/version").json != before
    page = desk.page(PAGE)
    assert "清早六点" in page
    assert "清早七点" not in page


def test_a_broken_file_shows_its_faults_with_their_lines_instead(desk):
    desk.change(GREETING, "清早七点", "<b>清早七点")
    desk.change(GREETING, "position: 1", "position: eins")
    page = desk.page(PAGE, 422)
    for words in ("2 处要改", "第 3 行", "position: eins", "第 15 行", "不能写 HTML 标签", "&lt;b&gt;清早七点"):
        assert words in page
    assert "专家点评" not in page
    assert "3 处" not in desk.page("/course")
    assert "有 2 处要改" in desk.page("/course")
    assert "清早七点" in desk.page("/course/year/first-weeks")
    desk.save(GREETING, sound()[GREETING])
    assert "专家点评" in desk.page(PAGE)


def test_a_topic_whose_module_is_missing_says_what_is_missing(desk):
    (desk.folder / "day/module.md").unlink()
    page = desk.page(PAGE, 422)
    assert "day/module.md" in page
    assert "缺少这个文件" in page


def test_bytes_that_are_no_text_are_told_too(desk):
    (desk.folder / GREETING).write_bytes(b"\xff\xfe<script>alert(1)</script>")
    page = desk.page(PAGE, 422)
    assert "不是 UTF-8" in page
    assert "<script>alert" not in page


def test_the_map_and_the_glossary_are_there(desk):
    assert "每一学年" in desk.page("/course")
    desk.page("/course/glossary", 404)
    words = "清早七点站在门口，看一看脸色，再看一看鞋子，名字叫出来，别的先不问，等他自己开口说话也来得及。"
    desk.save("glossary.md", f'---\ntitle: "术语表"\n---\n\n### 鞋子\n\n{words}\n')
    assert 'href="/course/day/greeting"' in desk.page("/course/glossary")
    assert 'href="/course/glossary"' in desk.page("/course")
    desk.save("glossary.md", '---\ntitle: "术语表"\n---\n\n### 鞋子\n\n短。\n')
    assert "字之间" in desk.page("/course/glossary", 422)


@pytest.mark.parametrize(
    "address", ["/me", "/sign-in", "/course/day", "/course/day/none", "/course/../settings", "/courses"]
)
def test_everything_else_is_not_there(desk, address):
    desk.page(address, 404)


def test_it_carries_the_house_s_headers_and_asks_no_database(app, desk, given, browse, statements):
    cookies = browse(given.learner).get_cookie("session")
    with statements() as sent:
        answer = desk.client.get(PAGE, headers={"Cookie": f"session={cookies.value}"})
        desk.page("/course")
    assert sent.sent == []
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert given.learner.name not in answer.text


def test_the_command_serves_this_machine_alone_and_names_what_it_cannot_find(app, desk, monkeypatch):
    served = []

    class Server:
        server_port = 8001

        def serve_forever(self) -> None:
            served.append("forever")

    def pretend(host: str, port: int, *_: object, **__: object) -> Server:
        served.append((host, port))
        return Server()

    monkeypatch.setattr("app.courses.commands.previewing.make_server", pretend)
    run = app.test_cli_runner().invoke
    for name in ("late-slip", "every-day/late-slip", "content/every-day/late-slip.md"):
        assert "http://127.0.0.1:8001/course/every-day/late-slip\n" in run(args=["content", "preview", name]).output
    assert "8001/course\n" in run(args=["content", "preview", "--port", "9"]).output
    assert served[-2:] == [("127.0.0.1", 9), "forever"]
    assert "没有专题“none”" in run(args=["content", "preview", "none"]).output


@pytest.fixture
def address(desk) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, desk.preview, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=5)
    server.server_close()


@pytest.mark.browser
def test_the_page_in_the_browser_follows_the_file(desk, address, screens):
    page = screens.open(address + PAGE, width=360)
    assert not spills_over(page)
    assert barriers(page) == []
    desk.change(GREETING, "清早七点", "清早六点")
    page.get_by_text("清早六点").first.wait_for()
    desk.change(GREETING, "## 专家点评", "## 专家评点")
    page.get_by_text("不认识的小节“专家评点”").first.wait_for()
    assert barriers(page) == []
    desk.change(GREETING, "## 专家评点", "## 专家点评")
    page.get_by_role("heading", name="专家点评").wait_for()
