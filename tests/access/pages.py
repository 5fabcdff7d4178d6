"""Every page that the house has, and somebody to whom it is shown, in a world where there is one of everything."""

from collections.abc import Iterator
from itertools import groupby

from flask import Flask
from flask.testing import FlaskClient

from tests.access.sweep import Sweep
from tests.access.world import World

# Who is asked first whether a page is theirs: those who meet it day by day.
WHO = ("learner", "class_administrator", "tutor", "team", "area", "expert", "tutor2", "learner2", "guest")


def shown_pages(app: Flask, world: World) -> Iterator[tuple[str, str, str]]:
    """Of each route that shows whole pages one address, and the first of these people who may see it."""
    sweep, client = Sweep(app, world, WHO), FlaskClient(app, app.response_class, use_cookies=False)
    asked = (question for question in sweep.questions() if question.method == "GET")
    for rule, questions in groupby(asked, key=lambda question: question.rule):
        addresses = [question.url for question in questions]
        shown = ((url, name) for url in addresses for name in WHO if _is_page(client, url, sweep.cookies[name]))
        for url, name in shown:
            yield rule, url, name
            break


def _is_page(client: FlaskClient, url: str, cookie: dict[str, str]) -> bool:
    with client.get(url, headers=cookie) as answer:
        return answer.status_code == 200 and answer.mimetype == "text/html" and "<h1" in answer.text
