"""What a demo learner finds on coming back: notices of the last days, and a half-written assignment."""

from app.demo import texts
from app.demo.planning.calendar import DAY, GRACE_DAYS
from app.demo.planning.cast import Learner
from app.demo.planning.job import World
from app.demo.planning.tables import COLUMNS, Row, Rows

PAGE = 25  # posts on one page of a thread
TOLD = 3
DRAFTED = ((30, 2 * DAY), (55, 2 * DAY - 900), (70, DAY - 1800), (100, DAY // 2))  # so much of a text, so long ago


def tell_story(world: World, learner: Learner, rows: Rows) -> None:
    """Notices and a draft for one learner, from what the class's rows say."""
    titles = {topic.id: topic.title for topic in world.course.topics}
    works = {row[0]: titles[int(str(row[4]))] for row in rows["submissions"] if row[1] == learner.id}
    rows["notices"] += [_graded(learner, row, works) for row in _last_grades(learner, rows)]
    rows["notices"] += [_returned(learner, row, works) for row in rows["returns"] if row[0] in works][-1:]
    rows["notices"] += _replied(learner, rows)
    rows["drafts"] += _draft(world, learner, rows)


def _last_grades(learner: Learner, rows: Rows) -> list[Row]:
    """The last few grades of assignments that stand; the older ones of them have been read."""
    mine = [row for row in rows["grades"] if row[0] == "submission" and row[5] == learner.id and row[14] is None]
    return sorted(mine, key=lambda row: int(str(row[12])))[-TOLD:]


def _graded(learner: Learner, row: Row, works: dict[object, str]) -> Row:
    at = int(str(row[12]))
    data = {"title": works[row[1]], "work": "submission", "grade": row[8]}
    about, url = f"grade:submission:{row[1]}", f"/submissions/{row[1]}"
    return (learner.id, "graded", about, url, data, at, None, "submission", row[1], None, row[6], None)


def _returned(learner: Learner, row: Row, works: dict[object, str]) -> Row:
    data, about = {"title": works[row[0]]}, f"return:{row[0]}:{row[1]}"
    return (
        learner.id,
        "returned",
        about,
        f"/submissions/{row[0]}",
        data,
        row[4],
        None,
        "submission",
        row[0],
        None,
        row[2],
        None,
    )


def _replied(learner: Learner, rows: Rows) -> list[Row]:
    """The first answer in each of the learner's own threads that has not been read."""
    read = {row[1]: int(str(row[2])) for row in rows["read_marks"] if row[0] == learner.id}
    own = {row[0]: row[6] for row in rows["threads"] if row[5] == learner.id}
    place = {
        name: COLUMNS["posts"].index(name)
        for name in ("id", "thread_id", "number", "author_id", "written_at", "hidden_at")
    }
    found: dict[object, Row] = {}
    for row in rows["posts"]:
        thread, number = row[place["thread_id"]], int(str(row[place["number"]]))
        is_new = thread in own and number > read.get(thread, 0) and row[place["author_id"]] != learner.id
        if is_new and row[place["hidden_at"]] is None and thread not in found:
            url, post = f"/threads/{thread}?page={(number - 1) // PAGE + 1}#post-{number}", row[place["id"]]
            thing = ("post", post, f"thread:{thread}", row[place["author_id"]], None)
            told = (url, {"title": own[thread]}, row[place["written_at"]], None)
            found[thread] = (learner.id, "replied", f"post:{post}", *told, *thing)
    return list(found.values())[-TOLD:]


def _draft(world: World, learner: Learner, rows: Rows) -> list[Row]:
    """The beginning of an assignment, version by version, as long as it can still be handed in."""
    calendar, rng = world.calendar, world.rng("draft", learner.id)
    if calendar.now >= calendar.end + GRACE_DAYS * DAY:
        return []
    begun = {row[4] for row in rows["submissions"] if row[1] == learner.id}
    topic = next(topic for topic in world.course.topics if topic.id not in begun)
    text = texts.submission(topic.words, rng).text.split("\n\n")[0]
    known = (f"submission:{topic.id}", "demo", None)
    kept = ("", "phone", f"/course/{topic.module_slug}/{topic.words.slug}/assignment", topic.title)
    return [
        (learner.id, *known, text[: len(text) * part // 100], at, None, at, *kept)
        for part, ago in DRAFTED
        if (at := calendar.now - ago) > calendar.start
    ]
