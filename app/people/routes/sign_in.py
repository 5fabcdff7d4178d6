"""Signing in and out."""

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from flask_wtf.csrf import generate_csrf

from app.foundation.access import local_path, public, viewer
from app.foundation.kept_text import KeptForm
from app.people.forms import SignInForm
from app.people.models import Person
from app.people.operations import end_sessions
from app.people.queries import find_by_password, get_signed_in
from app.people.routes.blueprint import people
from app.people.routes.doors import ShutError, try_door


@people.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    form = SignInForm(next=request.args.get("next", ""))
    if not form.was_sent and viewer() is not None:
        return redirect(local_path(form.next.data))
    status = 200
    if form.validate_on_submit():
        try:
            person = _find(form)
        except ShutError:
            status = 429
            form.refuse(_("这个账号刚才试错的次数太多了，请过一刻钟再来。忘了密码可以找班级管理员。"))
        else:
            if person is not None:
                return _let_in(get_signed_in(person.id), form)
            form.refuse(_("账号或密码不对。请检查一下大小写，再试一次。"))
    if form.was_sent and status == 200:
        status = 422
    return render_template("people/sign_in.html", form=form, kept=KeptForm.read(form.kept.data)), status


def _find(form: SignInForm) -> Person | None:
    account, password = form.account.data or "", form.password.data or ""
    return try_door("sign-in", account, lambda: find_by_password(account, password))


def _let_in(person: Person, form: SignInForm) -> ResponseReturnValue:
    renew_session(person, remember=bool(form.remember.data))
    kept = KeptForm.read(form.kept.data)
    if kept is not None:
        return render_template("people/kept_text.html", kept=kept)
    return redirect(local_path(form.next.data))


def renew_session(person: Person, *, remember: bool = False) -> None:
    """Begin a session that shares nothing with the one before."""
    session.clear()
    g.pop("csrf_token", None)  # made for the session before; a page shown in this answer needs one of the new
    login_user(person, remember=remember)
    generate_csrf()  # part of the session from its start: two pages that load at once would each make their own


@people.post("/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    person = viewer()
    if person is not None:
        end_sessions(person.id)
    session.clear()
    logout_user()  # last: it leaves word in the session that the remembering cookie has to go
    return redirect(url_for("people.sign_in"))
