"""One's own account: who one is here, the language, the password."""

from flask import current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.foundation import i18n
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Refused
from app.foundation.limits import limiter
from app.people.forms import LanguageForm, PasswordForm
from app.people.models import Person, Role
from app.people.operations import change_password, choose_language
from app.people.queries import get_signed_in, roles_of
from app.people.routes.blueprint import people
from app.people.routes.doors import ShutError, try_door
from app.people.routes.sign_in import renew_session

ROLE_NAMES = {
    Role.EXPERT: _l("课程专家"),
    Role.AREA_ADMINISTRATOR: _l("区域管理员"),
    Role.PROJECT_TEAM: _l("项目组"),
}


@people.route("/me/password", methods=["GET", "POST"])
@signed_in
def password() -> ResponseReturnValue:
    form = PasswordForm()
    status = 422 if form.was_sent else 200
    if form.validate_on_submit():
        person: Person = viewer()
        try:
            changed = try_door("password", person.account, lambda: _change(person.id, form))
        except ShutError:
            status = 429
            form.refuse(_("刚才试错的次数太多了，请过一刻钟再来。"))
        else:
            if changed:
                return _stay_here(person.id)
    return render_template("people/password.html", form=form), status


def _change(person_id: int, form: PasswordForm) -> bool | None:
    try:
        change_password(person_id, form.old_password.data or "", form.new_password.data or "")
    except Refused as refusal:
        form.refuse(refusal.message, refusal.field)
        return None
    return True


def _stay_here(person_id: int) -> ResponseReturnValue:
    """All sign-ins have ended; this device, which knows the new password, gets a fresh one."""
    is_remembered = str(current_app.config["REMEMBER_COOKIE_NAME"]) in request.cookies
    renew_session(get_signed_in(person_id), remember=is_remembered)
    flash(_("密码已经改好。其他设备上的登录都已退出。"), "good")
    return redirect(url_for("people.account"))


@people.get("/me/account")
@signed_in
def account() -> ResponseReturnValue:
    return _page(LanguageForm(language=i18n.language()))


@people.post("/me/language")
@signed_in
@limiter.limit("20/minute")
def language() -> ResponseReturnValue:
    form = LanguageForm()
    if not form.validate_on_submit():
        return _page(form), 422
    choose_language(viewer().id, form.language.data)
    response = make_response(redirect(url_for("people.account")))
    return i18n.remember(response, form.language.data)


def _page(form: LanguageForm) -> str:
    return render_template("people/account.html", form=form, roles=roles_of(viewer()), role_names=ROLE_NAMES)
