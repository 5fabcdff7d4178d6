"""The bare limit of a thread's page: six plain statements by the driver and a page by Jinja2, nothing else."""

from statistics import median
from time import perf_counter

from jinja2 import Environment

from app.foundation.database import db

PAGE = Environment(autoescape=True).from_string(
    "<!doctype html><title>{{ thread[0] }}</title><h1>{{ thread[0] }}</h1>{% for post in posts %}"
    '<article id="p{{ post[0] }}"><h2>{{ post[2] }}</h2><time>{{ post[3] }}</time><div>{{ post[1]|safe }}</div>'
    "</article>{% endfor %}<p>{{ person[0] }} {{ notices[0] }} {{ mark }} {{ rooms|length }}</p>"
)
STATEMENTS = {
    "person": "SELECT name, session_version FROM people WHERE id = {author}",
    "rooms": "SELECT classroom_id FROM enrolments WHERE person_id = {author}",
    "thread": "SELECT title, post_count, view_count FROM threads WHERE id = {thread}",
    "posts": (
        "SELECT p.number, p.html, a.name, p.written_at FROM posts p JOIN people a ON a.id = p.author_id"
        " WHERE p.thread_id = {thread} ORDER BY p.number LIMIT 25"
    ),
    "mark": "SELECT last_number FROM read_marks WHERE person_id = {author} AND thread_id = {thread}",
    "notices": "SELECT count(*) FROM notices WHERE person_id = {author} AND read_at IS NULL",
}
MANY = ("rooms", "posts")


def thread_by_hand(thread: int, rounds: int) -> float:
    """Median milliseconds of the bare page, on one connection."""
    connection = db.engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute(f"SELECT author_id FROM threads WHERE id = {thread:d}")
    author = cursor.fetchone()[0]
    times = []
    for _round in range(rounds + 3):
        began = perf_counter()
        found = {}
        for name, statement in STATEMENTS.items():
            cursor.execute(statement.format(author=int(author), thread=int(thread)))
            found[name] = cursor.fetchall() if name in MANY else cursor.fetchone()
        PAGE.render(**found)
        times.append((perf_counter() - began) * 1000)
    connection.close()
    return median(times[3:])
