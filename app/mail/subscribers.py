"""The one letter of this domain's own: the code that confirms an address."""

from flask_babel import gettext as _

from app.mail.letters import Letter, Request, composes


@composes("address-code", is_urgent=True)
def write_code(request: Request) -> Letter | None:
    code = request.data.get("code")
    if not code:
        return None
    words = (
        _("%(name)s老师，您好！", name=request.person.name),
        _("您的邮箱确认码是：%(code)s", code=code),
        _("请在 24 小时内填到“通知设置”里：%(url)s", url=f"{request.site}/notices/settings"),
        _("如果不是您本人填的邮箱，不用理会这封信。"),
    )
    return Letter(_("请确认您的邮箱"), "\n\n".join(words) + "\n")
