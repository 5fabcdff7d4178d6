"""A copy of one's data: everything of one's own, nothing of anybody else's, for a day and for who asked."""

import json
import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.drafts.operations import save_draft
from app.foundation import clock
from tests.access.world import build

COPY = re.compile(r"/account/data/copies/\d+")
ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def opened(answer) -> ZipFile:
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    archive = ZipFile(BytesIO(answer.get_data()))
    answer.close()
    return archive


@ONE
def test_a_copy_holds_ones_own_and_nothing_else(app, browse) -> None:
    world = build(app)
    learner = browse(world.given.learner)
    page = learner.submit("/account/data", "ask-copy")
    assert page.location == "/account/data"
    address = COPY.search(learner.get("/account/data").text)[0]
    archive = opened(learner.get(address))
    names = archive.namelist()
    whole = "\n".join(archive.read(name).decode("utf-8", "replace") for name in names) + "\n".join(names)
    for mine in ("submission", "journal", "post", "comment", "file", "filename", "contest2"):
        assert f"cnry{mine}ownend" in whole, mine
    assert "cnrydraftlearnerend" in whole
    foreign = [word for word in world.audience if word in whole and "learner" not in world.audience[word]]
    assert foreign == [], "nothing that the learner may not read stands in it"
    assert not any(secret in whole for secret in ("password_hash", "session_version", "code_hash", "argon2"))
    account = json.loads(archive.read("data/account.json"))
    assert (account[0]["account"], account[0]["school"]) == ("learner", "育才小学")
    index = archive.read("index.html").decode()
    assert "<script" not in index
    assert "林小满" in index
    assert browse(world.given.team).get(address).status_code == 404
    clock.travel_to(clock.now() + timedelta(hours=25))
    assert learner.get(address).status_code == 404


@ONE
def test_the_team_says_why_and_the_person_hears_of_it(app, given, browse, statements) -> None:
    given.a_journal(title="一篇发布的日志")
    given.a_journal(title="只给自己看的日志", publish=False)
    with app.app_context():
        save_draft(given.learner.id, "journal:new", "还没写完的草稿", "device-of-hers")
    team, base = browse(given.team), f"/administration/people/{given.learner.id}/data"
    refused = team.submit(base, "ask-copy", reason="")
    assert refused.status_code == 422
    assert team.submit(base, "ask-copy", reason="学员来信要求").location == base
    archive = opened(team.get("/account/data/copies/1"))
    whole = "\n".join(archive.read(name).decode() for name in archive.namelist())
    assert ("一篇发布的日志" in whole, "只给自己看的日志" in whole, "还没写完的草稿" in whole) == (True, False, False)
    learner = browse(given.learner)
    assert learner.get("/account/data/copies/1").status_code == 404, "who asked fetches"
    assert "项目组取了一份您的数据" in learner.get("/notices").text
    log = team.get("/administration/log").text
    assert "要了一份林小满的个人数据" in log
    for path, browser in ((base, team), ("/account/data", learner), (f"{base}/erasure", team)):
        with statements() as sent:
            assert browser.get(path).status_code == 200
        assert sent.number <= 12, path
    for name in ("area", "tutor", "expert"):
        assert browse(getattr(given, name)).get(base).status_code == 403
