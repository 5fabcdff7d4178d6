"""No act without its token, whoever asks: each of them is refused, and the database stays as it was."""

import pytest

from tests.access.sweep import BODY, Sweep, content_of
from tests.access.world import build

WHO = ("guest", "learner", "tutor", "team")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_request_without_a_token_changes_nothing(app):
    sweep = Sweep(app, build(app), WHO)
    acts = [question for question in sweep.questions() if question.method != "GET"]
    assert len(acts) > 30
    before = content_of(app)
    refused = {}
    for question in acts:
        for name, cookie in sweep.cookies.items():
            with sweep.client.open(question.url, method=question.method, data=BODY, headers=cookie) as answer:
                refused[question.method, question.url, name] = answer.status_code
    assert {asked: status for asked, status in refused.items() if status not in (401, 422)} == {}
    assert content_of(app) == before
