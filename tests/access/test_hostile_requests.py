"""Requests that no page of ours sends: answered clearly, never a fault of ours."""

import pytest

HUGE = "9" * 30
ONE_PART = b'--x\r\nContent-Disposition: form-data; name="%b"%b\r\n\r\nhi\r\n--x--'


@pytest.mark.parametrize(
    "query",
    [
        f"?quote={HUGE}", f"/posts?after={HUGE}", f"/posts?after=-{HUGE}", "/posts?since=0001-01-01T00:00:00%2B14:00",
        "/posts?since=9999-12-31T23:59:59-14:00", "/posts?since=2026-03-18", "/posts?after=x",
    ],
)  # fmt: skip
def test_senseless_numbers_and_moments_at_a_thread_are_overlooked(given, browse, query):
    thread = given.a_thread()
    assert browse(given.classmate).get(f"/threads/{thread}{query}").status_code in (200, 204)


@pytest.mark.parametrize("query", [f"topic={HUGE}", f"topic=1&question={HUGE}", f"topic=-{HUGE}", "topic=x"])
def test_a_senseless_topic_begins_a_thread_about_none(given, browse, query):
    assert browse(given.learner).get(f"/classrooms/c-101/salon/new?{query}").status_code == 200


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 5_000, "[]", "null", '{"text": {}}', "\xff"])
def test_a_draft_of_senseless_json_is_refused(given, browse, body):
    browser = browse(given.learner)
    token = {"X-CSRFToken": browser.token()}
    answer = browser.post("/drafts/journal:new", data=body, content_type="application/json", headers=token)
    assert answer.status_code == 422


@pytest.mark.parametrize("name", [b"text", b"key", b"keep"])
def test_a_file_in_the_place_of_a_text_is_no_text(given, browse, name):
    browser = browse(given.learner)
    body = ONE_PART % (name, b"; filename=a.txt")
    answer = browser.post(
        "/course/module-1/topic-11/assignment",
        data=body,
        content_type="multipart/form-data; boundary=x",
        headers={"X-CSRFToken": browser.token()},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("body", ["[]", '{"title": 1, "text": 2}', "[" * 100_000, '[["title", "x"], ["text", 1]]'])
def test_json_is_no_form(given, browse, body):
    browser = browse(given.learner)
    token = {"X-CSRFToken": browser.token()}
    answer = browser.post("/me/journals/new", data=body, content_type="application/json", headers=token)
    assert answer.status_code == 422


def test_a_part_without_a_name_is_a_bad_request(given, browse):
    body = b"--x\r\nContent-Disposition: form-data\r\n\r\nhi\r\n--x--"
    for browser in (browse(), browse(given.learner)):
        answer = browser.post("/sign-in", data=body, content_type="multipart/form-data; boundary=x")
        assert answer.status_code == 400
