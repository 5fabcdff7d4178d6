"""The main job, end to end: an evening of reading and writing, a morning of grading, the week that closes by itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from app import schedule
from app.foundation.transactions import transaction
from app.people.models import Person
from app.people.passwords import hash_password
from tests.journeys.actors import Actor, document, downloaded, picture, seconds_until, size_of
from tests.study.reading import at
from tests.support.given import PASSWORD, Given
from tests.support.live import LiveServer
from tests.support.screens import PHONE, Screens

pytestmark = pytest.mark.browser
KNOWN_HASH = hash_password(PASSWORD)
WORK = "今天我请全班同学把昨晚写作业的时间记在纸条上，收上来一看，最长的写到了十一点。"
DIARY = "下了一夜的雨，早读只到了一半的人。我没有点名，先请到了的孩子给没到的孩子写一句话。"
QUESTION = "班里有个孩子连着三天迟到，家里说叫不醒。大家遇到过吗，后来是怎么办的？"
REPLY = "我会先问问他昨晚几点睡的，再请他当一周早读的领读，第二周他自己就早来了。"
COMMENT = "纸条这个办法好：先看见每个孩子的夜晚，再谈作业多少。下周试试让孩子自己订收工的时间。"
NOTE = "写一句话比点名有力量，最后一段可以再写写没到的孩子读到那句话时的样子。"
PRAISE = "领读这一招是把责任交给他，用得好。"
ANSWER = "谢谢何老师，收工的时间我下周就试。"
MORNING, MONDAY = 12 * 3600, datetime(2026, 3, 22, 16, 1, tzinfo=UTC)


class Evening:
    """Who takes part, and with or without a script."""

    def __init__(self, live: LiveServer, screens: Screens, folder: Path, script: bool) -> None:
        self.live, self.script, self.folder = live, script, folder
        self.phone = Actor(screens, live.url, "learner", width=PHONE, script=script)
        self.learner = Actor(screens, live.url, "learner", script=script)
        self.classmate = Actor(screens, live.url, "classmate", script=script)
        self.tutor = Actor(screens, live.url, "tutor", script=script)


@pytest.fixture
def evening(
    request: pytest.FixtureRequest, app: Flask, given: Given, live: LiveServer, screens: Screens, tmp_path: Path
) -> Iterator[Evening]:
    with app.app_context(), transaction() as session:
        session.execute(Person.__table__.update().values(password_hash=KNOWN_HASH))
    at(0)
    return Evening(live, screens, tmp_path, script=request.param)


@pytest.mark.parametrize(
    ("evening", "database"),
    [(True, "postgresql"), (False, "sqlite")],
    indirect=True,
    ids=["with script on postgresql", "without script on sqlite"],
)
def test_an_evening_a_morning_and_a_monday(evening: Evening) -> None:
    read_a_topic(evening)
    hand_in_with_attachments(evening)
    publish_a_journal(evening)
    talk_in_the_salon(evening)
    at(MORNING)
    grade_what_waits(evening)
    hear_of_it(evening)
    answer_the_tutor(evening)
    close_the_week(evening)
    see_the_honours(evening)


def read_a_topic(evening: Evening) -> None:
    """Four minutes on the phone, and the ledger has them."""
    reader = evening.phone
    reader.sign_in()
    if evening.script:
        reader.page.clock.install()
    reader.follow("课程", within="nav")
    at(0)
    reader.follow("专题11")
    reader.sees("case正文")
    if evening.script:
        at(244)
        expect(reader.page.locator('.contents a[aria-current="true"]')).to_be_attached()  # its script has begun
        reader.page.mouse.wheel(0, 40)
        with reader.page.expect_response("**/study/signals"):
            reader.page.clock.run_for(244_000)
    else:
        for seconds in (122, 244):
            at(seconds)
            reader.page.get_by_role("button", name="读完这一节").first.click()
    reader.page.goto("/me/study-time")
    reader.sees("专题11", "计入")
    expect(reader.page.locator(".figure").first).to_contain_text("4")


def hand_in_with_attachments(evening: Evening) -> None:
    learner = evening.learner
    learner.sign_in()
    learner.follow("去读这个专题")
    learner.follow("去写作业")
    learner.write(text=WORK)
    files = [picture(evening.folder / "板书.png"), document(evening.folder / "作业单.pdf")]
    learner.page.set_input_files("[name=files]", files)
    learner.press("提交作业")
    learner.sees(WORK, "板书", "作业单.pdf", "等着评阅")
    assert downloaded(learner.page, "作业单.pdf") == files[1].read_bytes()
    assert size_of(downloaded(learner.page, "板书")) == (96, 64)


def publish_a_journal(evening: Evening) -> None:
    learner = evening.learner
    learner.follow("我的学习", within="nav")
    learner.follow("我的日志")
    learner.follow("写日志")
    learner.write(title="雨天的晨会", text=DIARY)
    learner.press("发布到班级")
    learner.sees(DIARY, "发布于")


def talk_in_the_salon(evening: Evening) -> None:
    """A classmate asks and keeps the page open; the learner's reply comes to it by itself."""
    classmate, learner = evening.classmate, evening.learner
    classmate.sign_in()
    classmate.follow("班级", within="nav")
    classmate.follow("沙龙")
    classmate.follow("发起话题")
    classmate.write(title="连着迟到的孩子", text=QUESTION)
    if evening.script:
        with classmate.page.expect_response("**/posts?*"):  # the page has joined its thread
            classmate.press("发出去")
    else:
        classmate.press("发出去")
    classmate.sees(QUESTION)
    learner.follow("班级", within="nav")
    learner.follow("沙龙")
    learner.follow("连着迟到的孩子")
    learner.write(text=REPLY)
    shown = classmate.page.locator("#post-2")
    if evening.script:
        seconds = seconds_until(lambda: learner.press("回复"), lambda: expect(shown).to_contain_text(REPLY))
        assert seconds < 2, f"a reply took {seconds:.1f} s to reach an open page"
    else:
        learner.press("回复")
        classmate.page.reload()
        expect(shown).to_contain_text(REPLY)
    expect(learner.page.locator("#post-2")).to_contain_text(REPLY)


def grade_what_waits(evening: Evening) -> None:
    """One desk for all three kinds; the next work opens by itself until none is left."""
    tutor = evening.tutor
    tutor.sign_in()
    tutor.follow("去批阅")
    tutor.sees("3 件等着您", "专题11", "雨天的晨会", "连着迟到的孩子")
    tutor.press("开始批阅")
    tutor.sees(WORK, "板书", "作业单.pdf")
    tutor.write(score="92", comment=COMMENT)
    tutor.press("保存并看下一件")
    tutor.sees(DIARY)
    choose(tutor, "良", NOTE)
    tutor.press("保存并看下一件")
    tutor.sees(QUESTION)
    rate(tutor, 1, "良", "问得具体。")
    rate(tutor, 2, "优", PRAISE)
    tutor.follow("批阅", within="nav")
    tutor.sees("都批完了")


def choose(tutor: Actor, grade: str, comment: str) -> None:
    tutor.page.locator(f"[name=grade][value={grade}]").check(force=True)
    tutor.write(comment=comment)


def rate(tutor: Actor, number: int, grade: str, word: str) -> None:
    post = tutor.page.locator(f"#post-{number}")
    if not post.locator("[name=comment]").is_visible():
        post.locator("summary").click()
    post.locator(f"[name=grade][value={grade}]").check(force=True)
    post.locator("[name=comment]").fill(word)
    with tutor.page.expect_navigation():
        post.get_by_role("button", name="保存并看下一帖").click()


def hear_of_it(evening: Evening) -> None:
    """Once the tutor can no longer take a grade back, notices lead to the stamp and the words on each work."""
    at(MORNING + 60)
    learner = evening.learner
    learner.page.goto("/")
    learner.follow("通知，3 条未读")
    for notice, words in (
        ("专题11", ("优", "92", COMMENT)),
        ("雨天的晨会", ("良", NOTE)),
        ("连着迟到的孩子", ("优", PRAISE)),
    ):
        learner.page.goto("/notices")
        learner.page.get_by_role("button", name=notice).click()
        learner.sees(*words)
    expect(learner.page.locator("#post-2 .stamp")).to_have_text("评定：优")
    expect(learner.page.locator(".bell[href='/notices']")).to_have_attribute("aria-label", "通知")


def answer_the_tutor(evening: Evening) -> None:
    learner, tutor = evening.learner, evening.tutor
    learner.follow("我的学习", within="nav")
    learner.follow("我的作业")
    learner.follow("专题11")
    learner.page.locator("summary", has_text="回话").click()
    learner.write(text=ANSWER)
    learner.press("发出")
    learner.sees(ANSWER)
    tutor.page.goto("/notices")
    tutor.page.get_by_role("button", name="专题11").click()
    tutor.sees(ANSWER)


def close_the_week(evening: Evening) -> None:
    """Nobody does anything: it is Monday, and the schedule beats."""
    from app.foundation import clock
    from app.rankings.jobs import GRACE

    evening.learner.page.goto("/honours")
    evening.learner.sees("第 3 周，正在进行")
    clock.travel_to(MONDAY + GRACE)
    schedule.beat(evening.live.app)


def see_the_honours(evening: Evening) -> None:
    learner, classmate = evening.learner, evening.classmate
    learner.page.goto("/honours")
    learner.sees("第 4 周，正在进行")
    learner.follow("第 3 周")
    learner.sees("第 3 周学员之星", "林小满")
    learner.follow("林小满")
    learner.sees("第 1 名", "20.2", "学习 4 分钟", "按第 1 版计分规则")
    for work in ("专题11", "雨天的晨会", "连着迟到的孩子"):
        expect(learner.page.locator("main").get_by_role("link", name=work)).to_have_count(2)
    learner.follow("专题11")
    learner.sees(COMMENT)
    classmate.page.goto("/honours/2026-W12")
    classmate.follow("周立秋")
    classmate.sees("离第 1 名还差什么", "再有 16.2 分")
    guest = evening.phone
    guest.page.context.clear_cookies()
    guest.page.goto("/")
    guest.sees("学员之星", "林小满")
