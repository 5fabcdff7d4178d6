"""One post: its place, editing it, what it said before, taking it out of sight."""

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from app.discussions.forms import HidingForm, PostForm
from app.discussions.operations import edit_post, hide_post
from app.discussions.policy import may_edit_post, may_hide_post, may_read_revisions
from app.discussions.queries import get_post, revisions_of
from app.discussions.queries.files import files_of
from app.discussions.queries.posts import PostShown, page_of
from app.discussions.routes.blueprint import A_PERSONS_PACE, discussions, post_url
from app.discussions.routes.files import discard_post_files, keep_post_files
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, Refused, SaidDifferently
from app.foundation.limits import limiter
from app.foundation.markup import plain
from app.foundation.transactions import once


@discussions.route("/posts/<int:post_id>")
@signed_in
def post(post_id: int) -> ResponseReturnValue:
    """The lasting address of a post leads to where it stands."""
    return redirect(_place(get_post(post_id, viewer())))


@discussions.route("/posts/<int:post_id>/edit", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def edit(post_id: int) -> ResponseReturnValue:
    """Write one's post anew; what it said before is kept."""
    shown, person_id = get_post(post_id, viewer()), viewer().id
    if not may_edit_post(viewer(), shown.author_id, shown.room, shown.hidden_at is not None):
        raise Forbidden
    form = PostForm(text=shown.text)
    form.offer(files_of(shown))
    if form.validate_on_submit():
        try:
            return redirect(_edit(shown, person_id, form))
        except Refused as refused:
            form.refuse(refused.message, refused.field)
    return render_template("discussions/edit_post.html", post=shown, form=form, place=_place(shown)), _code(form)


@discussions.route("/posts/<int:post_id>/revisions")
@signed_in
def revisions(post_id: int) -> ResponseReturnValue:
    """What a post said before, for its author and for those who tidy."""
    shown = get_post(post_id, viewer())
    if not may_read_revisions(viewer(), shown.author_id, shown.room):
        raise Forbidden
    return render_template(
        "discussions/revisions.html", post=shown, revisions=revisions_of(shown), place=_place(shown), plain=plain
    )


@discussions.route("/posts/<int:post_id>/hiding", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def hiding(post_id: int) -> ResponseReturnValue:
    """Ask whether one means it, then take the post out of sight."""
    shown, person_id = get_post(post_id, viewer()), viewer().id
    if not may_hide_post(viewer(), shown.author_id, shown.room):
        raise Forbidden
    form = HidingForm()
    if form.validate_on_submit():
        hide_post(shown.id, person_id, form.reason.data or "")
        return redirect(_place(shown))
    page = render_template("discussions/hiding.html", post=shown, form=form, place=_place(shown), plain=plain)
    return page, _code(form)


def _edit(shown: PostShown, person_id: int, form: PostForm) -> str:
    """Save once, however often the form is sent."""
    new = keep_post_files(form.files.data)
    text, keep = str(form.text.data), form.keep.data or []

    def work() -> str:
        edit_post(shown.id, person_id, text, new, keep)
        return _place(shown)

    try:
        return once(form.once_key, "edit-post", person_id, work)
    except (Refused, SaidDifferently):
        discard_post_files(new)
        raise


def _place(shown: PostShown) -> str:
    return post_url(shown.thread_id, shown.number, page_of(shown.number))


def _code(form: PostForm | HidingForm) -> int:
    return 422 if form.was_sent else 200
