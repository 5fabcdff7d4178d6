"""The page of the search: works without script, says what it did, costs the same however much there is."""

import re

from app.foundation.database import db
from app.search.models import SearchEntry
from app.search.operations import catch_up
from app.search.queries.results import PER_PAGE

STATEMENTS = 8


def test_one_looks_from_any_page_and_reads_on(app, given, browse):
    given.a_journal(title="走神<b>", text="他<i>又</i>走神了，一节课 5 < 8 次。")
    browser = browse(given.learner)
    assert re.search(r'<form[^>]*action="/search"[^>]*role="search"', browser.get("/me").text)
    page = browser.get("/search?q=走神").text
    assert "<mark>走神</mark>&lt;b&gt;" in page
    assert "又<mark>走神</mark>了，一节课 5 &lt; 8 次" in page
    assert 'value="走神"' in page
    assert "1 条" in page
    assert browser.get("/search").status_code == 200
    assert "没有找到" in browser.get("/search?q=没人写过").text
    assert "只有标点" in browser.get("/search?q=！！").text
    assert "只按前面的字" in browser.get("/search?q=" + "好" * 300).text
    assert "Nothing found" in browser.get("/search?q=没人写过&lang=en").text
    english = browser.get("/search?q=走神").text
    assert ('<span class="badge">Journal</span>' in english, ">Journals <span" in english) == (True, True)


def test_a_guest_signs_in_first_and_comes_back(given, browse):
    answer = browse().get("/search?q=走神")
    assert answer.status_code == 302
    assert "search" in answer.location


def test_results_are_paged_and_counted_by_kind(app, given, browse):
    thread = given.a_thread(text="苹果树下")
    for number in range(PER_PAGE + 3):
        given.a_reply(thread, text=f"第{number}个苹果")
    given.a_journal(title="苹果", text="红的")
    browser = browse(given.learner)
    first, last = browser.get("/search?q=苹果").text, browser.get("/search?q=苹果&page=2").text
    links = re.compile(r'href="(/(?:threads|journals)/[^"]+)"')
    shown = [set(links.findall(page[page.index('class="list found"') :])) for page in (first, last)]
    assert len(shown[0]) == PER_PAGE
    assert len(shown[0] | shown[1]) == PER_PAGE + 5
    assert "20 条" in first
    assert re.search(r'kind=post"[^>]*>帖子 <span class="count">19</span>', first)
    only = browser.get("/search?q=苹果&kind=journal").text
    assert links.findall(only[only.index('class="list found"') :]) == ["/journals/1"]
    assert browser.get("/search?q=苹果&page=99&kind=nonsense").status_code == 200


def test_a_page_costs_the_same_however_much_is_found(app, given, browse, statements):
    browser = browse(given.learner)
    numbers = []
    for more in (1, 20):
        for number in range(more):
            thread = given.a_thread(text=f"苹果{number}")
            given.a_reply(thread, text="还有苹果")
            given.a_journal(title=f"苹果{more}{number}", text="红的")
        with app.app_context():
            catch_up()
        browser.get("/search?q=苹果")
        with statements() as sent:
            assert browser.get("/search?q=苹果").status_code == 200
        numbers.append(sent.number)
    assert numbers[1] <= numbers[0] <= STATEMENTS, sent.sent


def test_control_an_index_without_marks_would_find_nothing(app, given, browse):
    """What is found comes from the index and not from a look into the tables."""
    given.a_journal(title="苹果", text="红的")
    browser = browse(given.learner)
    assert "/journals/1" in browser.get("/search?q=苹果").text
    with app.app_context():
        db.session.execute(db.text("DELETE FROM search_entries"))
        db.session.commit()
        assert db.session.query(SearchEntry).count() == 0
    assert "/journals/1" not in browser.get("/search?q=苹果").text
