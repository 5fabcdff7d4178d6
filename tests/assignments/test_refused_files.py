"""Files of a hand-in that is refused do not stay on the disk."""

import os
from io import BytesIO

ADDRESS = "/course/module-1/topic-11/assignment"
TEXT = "今天我请全班同学把昨晚的作业时间写在纸条上，收上来一看，最长的写到了十一点。"


def stored(app) -> int:
    return sum(path.is_file() for path in app.extensions["files"].folder.rglob("*"))


def test_what_was_refused_is_taken_away_and_what_others_handed_in_stays(app, given, browse):
    shared, fresh = os.urandom(16).hex().encode(), os.urandom(16).hex().encode()
    before, classmate, learner = stored(app), browse(given.classmate), browse(given.learner)
    assert classmate.submit(ADDRESS, "hand-in", text=TEXT, files=(BytesIO(shared), "a.txt")).status_code == 302
    assert stored(app) == before + 1
    files = [(BytesIO(shared), "a.txt"), (BytesIO(fresh), "b.txt")]
    assert learner.submit(ADDRESS, "hand-in", text="太短", files=files).status_code == 422
    assert stored(app) == before + 1
    files = [(BytesIO(shared), "a.txt"), (BytesIO(fresh), "b.txt")]
    assert learner.submit(ADDRESS, "hand-in", text=TEXT, files=files).status_code == 302
    assert stored(app) == before + 2
