"""The parts that tests stand on are themselves real, separate and ended in time."""

import psycopg
import pytest
import redis
from playwright.sync_api import Browser

from tests.support.judge import Page as PageJudged
from tests.support.postgres import PostgresServer
from tests.support.redis import RedisServer
from tests.support.screens import PHONE, Screens, barriers, spills_over, until


def test_postgres_copies_a_database_and_throws_it_away(postgres_server: PostgresServer) -> None:
    first = postgres_server.create_database()
    with psycopg.connect(host=str(postgres_server.folder), user="postgres", dbname=first) as connection:
        connection.execute("CREATE TABLE word (text text)")
        connection.execute("INSERT INTO word VALUES ('研修')")
    copy = postgres_server.create_database(template=first)
    with psycopg.connect(host=str(postgres_server.folder), user="postgres", dbname=copy) as connection:
        assert connection.execute("SELECT text FROM word").fetchall() == [("研修",)]
    for name in (first, copy):
        postgres_server.drop_database(name)


def test_redis_goes_away_and_comes_back_empty_at_the_same_address() -> None:
    server = RedisServer()
    try:
        client = redis.Redis.from_url(server.url, retry=None)
        client.set("word", "研修")
        server.halt()
        with pytest.raises(redis.ConnectionError):
            client.get("word")
        server.start()
        assert client.get("word") is None
        client.close()
    finally:
        server.stop()


def test_a_text_without_a_box_is_a_fault_of_its_page() -> None:
    page = '<h1>x</h1><label>x<textarea name="text"{}></textarea></label>'
    assert ["could be lost" in fault for fault in PageJudged(page.format("")).verdict()] == [True]
    assert PageJudged(page.format(' data-box="journal:new"')).verdict() == []
    assert PageJudged(page.format(" readonly")).verdict() == []


@pytest.mark.browser
def test_chromium_shows_chinese_and_cannot_leave_this_machine(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(
        "<h1>班主任</h1><script>fetch('https://example.org/').catch(e => document.title = 'blocked')</script>"
    )
    assert page.inner_text("h1") == "班主任"
    until(page, "document.title === 'blocked'")
    page.close()


@pytest.mark.browser
def test_a_complaint_in_the_console_is_kept(chromium: Browser) -> None:
    screens = Screens(chromium)
    page = screens.open("about:blank", width=PHONE)
    page.evaluate("setTimeout(() => { throw new Error('lost') })")
    page.evaluate("console.error('odd')")
    page.evaluate("new Promise((done) => setTimeout(done, 50))")
    screens.close()
    assert len(screens.faults) == 2


@pytest.mark.browser
def test_barriers_and_spills_are_found(chromium: Browser) -> None:
    screens = Screens(chromium)
    page = screens.open("about:blank", width=PHONE)
    page.set_content("<html lang=zh><title>x</title><main><h1>x</h1><input><div style='width:500px'>x</div></main>")
    assert ["label" in barrier for barrier in barriers(page)] == [True]
    assert spills_over(page)
    page.set_content("<html lang=zh><title>x</title><main><h1>x</h1><label>x<input></label></main>")
    assert barriers(page) == []
    assert not spills_over(page)
    screens.close()
