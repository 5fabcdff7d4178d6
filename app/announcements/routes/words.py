"""Words that several pages of announcements say."""

from flask_babel import lazy_gettext as _l

from app.announcements.models import Audience

AUDIENCES = {
    Audience.EVERYBODY: _l("学员和老师"),
    Audience.LEARNERS: _l("学员"),
    Audience.STAFF: _l("辅导教师、管理员和技术员"),
}
