"""Finding resources: orders, filters, words, pages that cost the same wherever they are."""

from datetime import timedelta

import pytest

from app.foundation import clock
from app.resources.operations import rate_resource
from app.resources.queries import Filters, Key, Order, list_resources
from tests.resources.things import a_resource, used


@pytest.fixture
def shelf(given) -> list[int]:
    found = []
    for number in range(45):
        clock.travel_to(clock.now() + timedelta(minutes=1))
        found.append(a_resource(given, title=f"第 {number} 份", kind="case" if number % 3 else "form"))
    return found


def walked(given, order: Order, filters: Filters = Filters()) -> list[int]:  # noqa: B008 - a tuple that never changes
    """All pages forward, and the same backward."""
    page = list_resources(given.training.id, filters, order)
    pages = [[row.id for row in page.rows]]
    while page.next:
        page = list_resources(given.training.id, filters, order, after=page.next)
        pages.append([row.id for row in page.rows])
    back = pages[-1]
    while page.previous:
        page = list_resources(given.training.id, filters, order, before=page.previous)
        back = [row.id for row in page.rows] + back
    assert back == [number for one in pages for number in one]
    return back


def test_every_order_lists_each_once_forward_and_backward(app, given, shelf):
    used(given, shelf[3], given.classmate, given.learner2)
    used(given, shelf[7], given.classmate)
    with app.app_context():
        rate_resource(given.classmate.id, shelf[7], 5)
        assert walked(given, Order.NEWEST) == shelf[::-1]
        assert walked(given, Order.USED)[:2] == [shelf[3], shelf[7]]
        assert walked(given, Order.RATED)[0] == shelf[7]
        assert sorted(walked(given, Order.USED)) == shelf
        assert walked(given, Order.NEWEST, Filters(kind="form", place="4301")) == shelf[::3][::-1]
        assert walked(given, Order.NEWEST, Filters(place="4306")) == []


def test_a_page_costs_few_statements_and_little_wherever_it_is(given, browse, shelf, statements):
    colleague = browse(given.far_learner)
    first = colleague.get("/resources").text
    for address in ("/resources", "/resources?sort=used&kind=case&place=430102", "/resources?q=%E7%AC%AC",
                    f"/resources/{shelf[0]}", "/me/resources", "/me/favourites"):  # fmt: skip
        colleague.get(address)
        with statements() as sent:
            answer = colleague.get(address, headers={"Accept-Encoding": "br"}, buffered=True)
        assert answer.status_code == 200
        assert sent.number <= 12, (address, sent.sent)
        assert len(answer.data) <= 20 * 1024, address
    assert 'rel="next"' in first


def test_words_find_it_and_senseless_questions_are_overlooked(given, browse, shelf):
    colleague = browse(given.far_learner)
    assert "第 44 份" in colleague.get("/resources?q=最亮的一件事").text
    assert "没有找到这样的资源" in colleague.get("/resources?q=龘龘").text
    for query in ("after=x", "after=1-2-3", "before=99999999999999999999-1", "kind=x&stage=&topic=-1&own=maybe&place=9",
                  "sort=worst", "topic=99999999999999999999", "after=%F0%9F%98%80"):  # fmt: skip
        assert colleague.get(f"/resources?{query}").status_code == 200, query
    assert Key.read("5-7") == Key(5, 7)
