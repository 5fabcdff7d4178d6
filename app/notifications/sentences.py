"""What a notice says, one sentence for each kind."""

from flask_babel import gettext as _

from app.notifications.models import Notice


def sentence(notice: Notice) -> str:
    title = str(notice.data.get("title", ""))
    grade = str(notice.data.get("grade", ""))
    match notice.kind:
        case "graded":
            return _("您的《%(title)s》批好了:%(grade)s", title=title, grade=grade)
        case "regraded":
            return _("您的《%(title)s》重新评定为:%(grade)s", title=title, grade=grade)
        case "returned":
            return _("《%(title)s》请您再改一稿,辅导教师写了理由", title=title)
        case "answered":
            return _("关于《%(title)s》的评语,有人给您回了话", title=title)
        case "replied":
            return _("您的话题“%(title)s”有了新回复", title=title)
        case "quoted":
            return _("有人在“%(title)s”里引用了您的话", title=title)
        case "honoured":
            return _("祝贺!您是 %(week)s 的学员之星", week=str(notice.data.get("week", "")))
    return title
