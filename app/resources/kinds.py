"""What a resource may be, for which stage of school, and how others may use it: short lists, in the order of the form."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l


class Choice(NamedTuple):
    """A code that is stored and what people read."""

    code: str
    label: str


KINDS = (
    Choice("courseware", _l("课件")),
    Choice("plan", _l("教案")),
    Choice("meeting", _l("班会设计")),
    Choice("activity", _l("活动方案")),
    Choice("case", _l("案例")),
    Choice("article", _l("文章")),
    Choice("form", _l("表格")),
    Choice("picture", _l("图片")),
    Choice("video", _l("视频链接")),
)
STAGES = (
    Choice("lower", _l("小学低段")),
    Choice("upper", _l("小学高段")),
    Choice("junior", _l("初中")),
    Choice("senior", _l("高中")),
    Choice("any", _l("各学段")),
)
LICENCES = (
    Choice("free", _l("随便用：可以改，可以再转发")),
    Choice("credit", _l("可以用，可以改，请写明作者")),
    Choice("classroom", _l("自己班上用，不要转发")),
)
LINK_KINDS = ("video",)  # what is looked at elsewhere, and needs an address


def labels(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Codes with their words, for pages."""
    return {choice.code: choice.label for choice in choices}


def is_one_of(code: str | None, choices: tuple[Choice, ...]) -> bool:
    return any(choice.code == code for choice in choices)
