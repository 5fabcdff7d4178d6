"""One thread: its posts page by page, replying, and what an open page asks for."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.discussions.forms import ReplyForm
from app.discussions.operations import mark_read, reply
from app.discussions.policy import may_lead, may_move, may_reply_in, may_tidy
from app.discussions.queries import find_first_unread, get_thread, posts_of, posts_since
from app.discussions.queries.posts import numbers_on, page_of
from app.discussions.queries.threads import ThreadShown
from app.discussions.routes.blueprint import (
    A_PERSONS_PACE,
    Pager,
    discussions,
    number_asked,
    page_asked,
    post_url,
)
from app.discussions.routes.files import discard_post_files, keep_post_files
from app.foundation import clock
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, Refused, SaidDifferently
from app.foundation.limits import limiter
from app.foundation.reading import Rows
from app.foundation.transactions import once
from app.grading.queries import only_read, thread_ratings

OVERLAP = timedelta(seconds=5)  # an edit may have begun before a page was made and be committed after


@discussions.route("/threads/<int:thread_id>", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def thread(thread_id: int) -> ResponseReturnValue:
    """Read a page of a thread, or reply in it."""
    shown = get_thread(thread_id, viewer())
    if "unread" in request.args:
        return _to_first_unread(shown)
    if request.method == "GET":
        return _page(shown, None)
    form = ReplyForm()
    if not may_reply_in(viewer(), shown.room):
        raise Forbidden
    if form.validate_on_submit():
        try:
            return redirect(_reply(viewer().id, shown.id, form))
        except Refused as refused:
            form.refuse(refused.message, refused.field)
    return _page(shown, form), 422


@discussions.route("/threads/<int:thread_id>/posts")
@signed_in
def new_posts(thread_id: int) -> ResponseReturnValue:
    """What an open page lacks: posts after a number, and those changed since a moment; 204 if nothing."""
    shown = get_thread(thread_id, viewer())
    posts = posts_since(shown, viewer(), number_asked("after"), _moment_asked())
    if not posts:
        return "", 204
    return render_template("discussions/_news.html", **_about(shown, posts), answer=None, first_new=0)


@discussions.route("/threads/<int:thread_id>/reading", methods=["POST"])
@signed_in
@limiter.limit("120/minute")
def reading(thread_id: int) -> ResponseReturnValue:
    """Note up to which post the viewer has read."""
    shown = get_thread(thread_id, viewer())
    mark_read(viewer().id, shown.id, request.form.get("number", 0, int))
    if request.accept_mimetypes.best == "application/json":
        return "", 204
    return redirect(url_for("discussions.thread", thread_id=thread_id, unread=1))


def _page(shown: ThreadShown, form: ReplyForm | None) -> str:
    """A page of a thread; a form in which somebody typed, or that quotes, is not the one that all get."""
    pages = _pages(shown)
    quoted_id = form.quoted_id if form else number_asked("quote")
    rows = posts_of(shown, viewer(), pages.number, quoted_id)
    on_page = rows.only("number", numbers_on(pages.number))
    quoted = next((post for post in rows if post.id == quoted_id and not post.hidden_at), None) if quoted_id else None
    return render_template(
        "discussions/thread.html",
        pager=pages,
        form=_quoting(form, quoted),
        blank=ReplyForm,
        quoted=quoted,
        first_unread_page=page_of(shown.read_number + 1),
        summary=_numbered(rows, shown.summary_number) if pages.number == 1 else None,
        may_lead=may_lead(viewer(), shown.room),
        may_move=may_move(viewer(), shown.room),
        **_about(shown, on_page),
        **_between(shown, rows, on_page),
    )


def _between(shown: ThreadShown, rows: Rows, on_page: Rows) -> dict[str, Any]:
    """What stands between the posts of a page: the answer under the opening, a line where the new ones begin."""
    mine, read = viewer().id, shown.read_number
    posts = zip(*(on_page.column(name) for name in ("number", "author_id", "hidden_at")), strict=True)
    new = (number for number, author_id, hidden_at in posts if number > read and author_id != mine and not hidden_at)
    is_first_page = on_page.column("number")[:1] == [1]
    return {
        "answer": _numbered(rows, shown.answer_number) if is_first_page else None,
        "first_new": next(new, 0) if read else 0,
    }


def _numbered(posts: Rows, number: int | None) -> Any:
    return next(iter(posts.only("number", {number})), None) if number else None


def _quoting(form: ReplyForm | None, quoted: Any) -> ReplyForm | None:
    if form is None and quoted is None:
        return None
    form = form or ReplyForm()
    form.quoted.data = str(quoted.id) if quoted else ""
    return form


def _pages(shown: ThreadShown) -> Pager:
    """The page asked for; a reply that was refused is shown where it was written."""
    last = page_of(shown.last_number)
    return Pager(min(page_asked(), last), last, f"/threads/{shown.id}")


def _about(shown: ThreadShown, posts: Rows) -> dict[str, Any]:
    """What the pieces of a thread need to know; readers for whom the posts look alike are not told apart."""
    person = viewer()
    numbers, authors = posts.column("number") or [1], posts.column("author_id")
    written = zip(posts.column("id"), authors, strict=True)
    speaks = may_reply_in(person, shown.room) and shown.hidden_at is None
    ratings = thread_ratings(shown.id, shown.classroom_id, shown.place_code, written, person)
    read_only = only_read(ratings)
    return {
        "thread": shown,
        "posts": posts,
        "last_on_page": numbers[-1],
        "reader": person.id if person.id in authors else 0,
        "read": min(max(shown.read_number, numbers[0] - 1), numbers[-1]),
        "has_unread": numbers[-1] > shown.read_number and set(authors) != {person.id},
        "zone": shown.time_zone,
        "may_reply": speaks and shown.closed_at is None,
        "may_like": speaks,
        "may_tidy": may_tidy(person, shown.room),
        "ratings": ratings if read_only is None else read_only,
        "rates": read_only is None,
        "page_of": page_of,
        "asked_at": (clock.now() - OVERLAP).isoformat(),
    }


def _reply(person_id: int, thread_id: int, form: ReplyForm) -> str:
    """Reply once, however often the form is sent, and give the place of the new post."""
    kept = keep_post_files(form.files.data)

    def work() -> str:
        words = form.words.data or ""
        number = reply(person_id, thread_id, str(form.text.data), form.quoted_id, words, kept).number
        return post_url(thread_id, number, page_of(number))

    try:
        return once(form.once_key, "reply", person_id, work)
    except (Refused, SaidDifferently):
        discard_post_files(kept)
        raise


def _to_first_unread(shown: ThreadShown) -> ResponseReturnValue:
    number = find_first_unread(shown, viewer()) or shown.last_number
    return redirect(post_url(shown.id, number, page_of(number)))


def _moment_asked() -> datetime:
    """The moment in the address; without a readable one, nothing counts as changed."""
    try:
        moment = datetime.fromisoformat(request.args.get("since", ""))
        return moment.astimezone(UTC) if moment.tzinfo else clock.now()
    except (ValueError, OverflowError):
        return clock.now()
