"""Acts of bulletins: beginning, saving and publishing a draft, pictures, comments, likes, names."""

from app.bulletins.operations.drafting import begin_bulletin, begin_revision, box_of_draft, discard_draft, save_draft_of
from app.bulletins.operations.forgetting import forget_in_bulletins
from app.bulletins.operations.naming import agree_to_naming, take_back_naming
from app.bulletins.operations.pictures import PictureFile, add_picture
from app.bulletins.operations.publishing import (
    knows_hidden_posts,
    publish_bulletin,
    rebuild_open_text,
    retell_quotations,
)
from app.bulletins.operations.reporting import (
    HIDDEN,
    decide_reports,
    decision_box,
    report_box,
    report_bulletin,
    return_bulletin,
    show_again,
    take_back_bulletin,
)
from app.bulletins.operations.talking import comment_on, hide_comment, like_bulletin, take_back_like

__all__ = [
    "HIDDEN",
    "PictureFile",
    "add_picture",
    "agree_to_naming",
    "begin_bulletin",
    "begin_revision",
    "box_of_draft",
    "comment_on",
    "decide_reports",
    "decision_box",
    "discard_draft",
    "forget_in_bulletins",
    "hide_comment",
    "knows_hidden_posts",
    "like_bulletin",
    "publish_bulletin",
    "rebuild_open_text",
    "report_box",
    "report_bulletin",
    "retell_quotations",
    "return_bulletin",
    "save_draft_of",
    "show_again",
    "take_back_bulletin",
    "take_back_like",
    "take_back_naming",
]
