"""What is done for or to somebody's account: each act has a page that says what will happen, and a form."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.administration.forms.people import PlainForm, ReasonForm, RenameForm, SchoolForm
from app.administration.operations.people import (
    close_account,
    end_sign_ins,
    give_code,
    move_school,
    rename_person,
    reopen_account,
)
from app.administration.policy import administers
from app.administration.queries.people import get_administered, may_act_on, schools_named
from app.administration.routes.blueprint import A_PERSONS_PACE, administration, taken
from app.foundation.access import permitted, viewer
from app.foundation.errors import Forbidden, Refused
from app.foundation.limits import limiter
from app.foundation.transactions import once


class Act(NamedTuple):
    """What it is called, what it does in plain words, what is asked for, and what is said afterwards."""

    title: Any
    explained: Any
    form: type[Any]
    work: Callable[[int, int, Any], object]
    said: Any
    button: Any


ACTS = {
    "disable": Act(
        _l("停用账号"),
        _l("停用以后这个账号在所有设备上立刻退出，也不能再登录；写过的作业、日志、成绩和统计都不变。可以随时恢复。"),
        ReasonForm,
        lambda by, whose, form: close_account(by, whose, form.reason.data or ""),
        _l("账号停用了。"),
        _l("停用"),
    ),
    "enable": Act(
        _l("恢复账号"),
        _l("恢复以后可以用原来的密码登录，职务和班级照旧。"),
        ReasonForm,
        lambda by, whose, form: reopen_account(by, whose, form.reason.data or ""),
        _l("账号恢复了。"),
        _l("恢复"),
    ),
    "sign-ins": Act(
        _l("退出所有登录"),
        _l("这个账号在所有设备上立刻退出，要重新登录；密码不变。手机丢了、在别人的电脑上忘了退出，都用这个办法。"),
        PlainForm,
        lambda by, whose, form: end_sign_ins(by, whose),
        _l("这个账号在所有设备上都退出了。"),
        _l("全部退出"),
    ),
    "rename": Act(
        _l("改名"),
        _l("新的名字马上在各处显示，过去的周榜上也是：那里记的是人，不是名字。旧名字不再出现。"),
        RenameForm,
        lambda by, whose, form: rename_person(by, whose, form.name.data or "", form.reason.data or ""),
        _l("名字改好了。"),
        _l("改名"),
    ),
    "school": Act(
        _l("转学校"),
        _l("只换学校，班级不变；要转班请用转班。过去的统计留在原来的地方。"),
        SchoolForm,
        lambda by, whose, form: move_school(by, whose, _chosen_school(form), form.reason.data or ""),
        _l("学校换好了。"),
        _l("转学校"),
    ),
}


@administration.route(
    '/administration/people/<int:person_id>/<any(disable, enable, "sign-ins", rename, school):act>',
    methods=["GET", "POST"],
)
@permitted(administers)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def act_on_person(person_id: int, act: str) -> ResponseReturnValue:
    found, by_id, chosen = _reached(person_id), viewer().id, ACTS[act]
    form = chosen.form(**({"name": found.name} if act == "rename" else {}))

    def work() -> str:
        chosen.work(by_id, person_id, form)
        return url_for("administration.person", person_id=person_id)

    box = f"reason:person-{person_id}:{act}"
    answer = taken(form, f"{act} person", work, str(chosen.said), box)
    schools = schools_named(viewer(), form.school.data or "") if act == "school" and form.was_sent else []
    page = render_template(
        "administration/act.html", person=found, act=chosen, name=act, form=form, schools=schools, box=box
    )
    return answer or (page, 422 if form.was_sent else 200)


@administration.route("/administration/people/<int:person_id>/activation-code", methods=["GET", "POST"])
@permitted(administers)
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new_code(person_id: int) -> ResponseReturnValue:
    """The code is on this answer and nowhere else: a form that is sent once more gets no second look at it."""
    found, by_id, form = _reached(person_id), viewer().id, PlainForm()
    codes: list[str] = []

    def work() -> str:
        codes.append(give_code(by_id, person_id))
        return "given"

    if form.validate_on_submit():
        try:
            once(form.once_key, "give code", by_id, work)
        except Refused as refusal:
            form.refuse(refusal.message)
        else:
            if not codes:
                flash(_("这张表单已经发过一次激活码，只显示那一次。还要的话请再发一个。"), "hint")
            return render_template(
                "administration/code.html", person=found, code=codes[0] if codes else None, form=form
            )
    page = render_template("administration/code.html", person=found, code=None, form=form)
    return page, 422 if form.was_sent else 200


def _reached(person_id: int) -> Any:
    """Somebody whom the viewer sees and stands over."""
    found = get_administered(person_id, viewer())
    if not may_act_on(viewer(), person_id):
        raise Forbidden
    return found


def _chosen_school(form: Any) -> int:
    """The school that was pointed at, or the only one that the words mean."""
    pointed = request.form.get("school_id", 0, int)
    found = schools_named(viewer(), form.school.data or "")
    if pointed and pointed in {school.id for school in found}:
        return pointed
    if len(found) == 1:
        return int(found[0].id)
    raise Refused(_("有好几所学校，请点一所。") if found else _("没有找到这所学校，请换几个字。"), "school")
