"""The forum: its boards, the threads of one, and starting one there."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.classrooms.queries import find_training_of
from app.discussions.queries import boards_of, get_board, threads_in
from app.discussions.queries.boards import BoardShown
from app.discussions.routes.blueprint import A_PERSONS_PACE, discussions, filter_asked, page_asked, pager
from app.discussions.routes.starting import Home, answer_new_thread
from app.foundation.access import signed_in, viewer
from app.foundation.errors import NotFound
from app.foundation.limits import limiter
from app.moderation.policy import moderates
from app.moderation.queries import waiting_count


@discussions.route("/forum")
@signed_in
def forum() -> ResponseReturnValue:
    """The boards of the training that the viewer takes part in."""
    training = find_training_of(viewer())
    boards = boards_of(training.id, viewer()) if training else []
    reports = waiting_count(viewer()) if moderates(viewer()) else 0
    return render_template("discussions/forum.html", boards=boards, reports=reports)


@discussions.route("/forum/<slug>")
@signed_in
def board(slug: str) -> ResponseReturnValue:
    """The threads of a board, newest talk first."""
    shown = _board(slug)
    only = filter_asked()
    page = threads_in(("board_id", shown.id), shown.room, viewer(), only, page_asked())
    return render_template(
        "discussions/board.html",
        board=shown,
        crumbs=_way(),
        only=only,
        threads=page.threads,
        pager=pager("discussions.board", page.number, page.count, slug=slug, only=only),
    )


@discussions.route("/forum/<slug>/new", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new_board_thread(slug: str) -> ResponseReturnValue:
    """Start a thread on a board; whoever reads it may."""
    shown = _board(slug)
    crumbs = [*_way(), (shown.name, url_for("discussions.board", slug=slug))]
    return answer_new_thread(Home(shown.name, url_for("discussions.board", slug=slug), crumbs, board_id=shown.id))


def _board(slug: str) -> BoardShown:
    training = find_training_of(viewer())
    if training is None:
        raise NotFound
    return get_board(slug, training.id, viewer())


def _way() -> list[tuple[str, str | None]]:
    return [(_("论坛"), url_for("discussions.forum"))]
