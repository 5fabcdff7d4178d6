"""Addresses that no page gives: too large, unreadable, in another language."""

import pytest

LARGE = 2**63


@pytest.mark.parametrize(
    "address",
    [
        f"/threads/{LARGE}", f"/threads/{LARGE - 1}", "/threads/-1", "/threads/1.5", "/classrooms/c%00101",
        "/classrooms/%ED%A0%80", "/classrooms/" + "x" * 4000, "/course/a%0Bb/c", "/course?q=a%00b", "/forum?page%00=1",
        "/honours/2026-W99", "/honours/0000-W01", "/statistics/%00", "/showcase?page=%FF%00",
    ],
)  # fmt: skip
def test_an_address_that_names_nothing_is_missing_and_breaks_nothing(given, browse, address):
    assert browse(given.team).get(address).status_code == 404


@pytest.mark.parametrize("query", ["page=99999999999999999999", "page=-1", "page=x", "page=", "kind=%F0%A0%AE%B7"])
@pytest.mark.parametrize("page", ["/showcase", "/forum", "/honours", "/course", "/notices", "/classrooms/c-101/salon"])
def test_a_senseless_query_is_overlooked_or_missing(given, browse, page, query):
    assert browse(given.learner).get(f"{page}?{query}").status_code in (200, 404)


def test_the_language_asked_for_is_remembered_here_and_a_persons_own_comes_after_it(app, given, browse):
    here = browse(given.learner)
    assert 'lang="zh-CN"' in here.get("/me/account").text
    assert here.submit("/me/account", "choose-language", language="en").status_code == 302
    assert '<html lang="en">' in here.get("/me/account").text
    elsewhere = browse(given.learner)
    assert '<html lang="en">' in elsewhere.get("/me/account").text, "chosen for the person, on every device"
    assert '<html lang="zh-CN">' in elsewhere.get("/me/account?lang=zh").text
    assert '<html lang="zh-CN">' in elsewhere.get("/me/account").text, "this device was told otherwise"
    assert '<html lang="zh-CN">' in browse().get("/course?lang=xx").text
    assert here.submit("/me/account", "choose-language", language="fr").status_code == 422
